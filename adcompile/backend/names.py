"""Names for values: the user's own where they can be, never in collision.

Two versions of one name share it if nowhere both are needed.  `grad_x` is the cotangent of `x`; temporaries
are `s0`, `s1`, ... as on a lecture slide.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Collection, Iterable

from adcompile.backend.lives import Lives, Piece, Stretches
from adcompile.backend.order import Scope
from adcompile.ir.nodes import Call, Function, If, Loop, Store, Var
from adcompile.ir.primitives import pop, push, raising

__all__ = ["name_values"]

ALWAYS = (-2, 1 << 60)
COUNTERS = ("i", "j", "k")
HISTORY = "{}s"


def name_values(function: Function, lives: Lives, reserved: Collection[str]) -> dict[Var, str]:
    """The text of every value that has a statement of its own."""
    return Namer(function, lives, reserved).run()


class Namer:
    """One sweep in program order."""

    def __init__(self, function: Function, lives: Lives, reserved: Collection[str]) -> None:
        self.function = function
        self.lives = lives
        self.order = lives.order
        self.folded = lives.folding.op_of
        self.text_of: dict[Var, str] = {}
        self.holder: dict[str, Stretches] = {}  # where each name is needed
        self.reserved = set(reserved) | set(keyword.kwlist) | set(dir(builtins))
        if "_" not in reserved:
            self.reserved.discard("_")  # there in a prompt alone: what it showed last
        self.counter = 0
        self.suffix: dict[str, int] = {}  # the first suffix of a name that may be free
        self.outer: set[str] = set()  # names bound outside the inner function of a vjp
        top = [p for p, scope in enumerate(self.order.scopes) if scope is self.order.top]
        entries = self.order.entries
        self.inner = next((p for p in top if getattr(entries[p], "backward", False)), top[-1])

    def run(self) -> dict[Var, str]:
        for param in self.function.params:
            if param.var.of is None:
                self.take(param.var, param.var.name)
        for param in self.function.params:
            if param.var.of is not None:
                self.define(param.var, -1)
        for capture in self.function.captures:
            self.define(capture.var, -1)
        for seed in self.function.seeds:
            self.define(seed, -1)
        for position, entry in enumerate(self.order.entries):
            if position == self.inner:
                self.outer = set(self.holder)
            match entry:
                case Call() | Store():
                    if entry.out not in self.folded and not is_push(entry):
                        self.define(entry.out, position, kept_under(entry))
                case Loop():
                    self.define_loop(entry, position)
                case Scope():
                    if isinstance(entry.region, If):
                        self.define_results(entry.region, position)
                case _:
                    pass
        return self.text_of

    def define_loop(self, loop: Loop, position: int) -> None:
        """What a loop carries, then what it binds in its head."""
        for param, out in zip(loop.params, loop.outs):
            if param in self.lives.uses or out in self.lives.uses:
                self.define(param, position)
        heading = self.lives.forms.headings.get(loop)
        item = loop.item
        if item is not None and (heading is None or heading.counted):
            if item.hint() or len(self.lives.web(item).values) > 1:
                self.define(item, position + 1)
            elif item in self.lives.uses:
                self.count(item, position + 1)
        for var in () if heading is None else heading.names():
            self.define(var, position + 1)

    def define_results(self, region: If, position: int) -> None:
        """The results of a region that have no name from inside it."""
        for k, out in enumerate(region.outs):
            if out in self.lives.folding.conditional_of:
                continue
            if out in self.lives.uses and self.lives.forms.breaking.get(region) != k:
                self.define(out, position)

    def define(self, var: Var, position: int, kept: Var | None = None) -> None:
        """Choose the name of a value made at `position`, and of all in its web.

        One that has none may take that of the value it was `kept` from.
        """
        if var in self.text_of:
            return
        web = self.lives.web_of.get(var)
        wish = self.wish(var) or (web.hint() if web else "")
        if not wish and web:
            wish = next((w for v in web.values if v.of and (w := self.wish(v))), "")
        pieces = list(web.life.pieces()) if web else self.lives.life(var)
        if not wish and kept is not None:
            text = self.text_of.get(kept, "")
            wish = text if text and self.is_free(text, position, pieces) else ""
        self.take(var, self.free(wish, position, pieces) if wish else self.temporary())

    def count(self, item: Var, position: int) -> None:
        """The name of a loop's counter: `i`, `j`, `k` from the outside in."""
        depth = 0
        scope: Scope | None = self.order.scopes[position]
        while scope is not None:
            depth += scope.repeats and getattr(scope.region, "item", None) is not None
            scope = scope.parent
        pieces = self.lives.life(item)
        free = [text for text in COUNTERS[depth:] if self.is_free(text, position, pieces)]
        self.take(item, free[0] if free else self.free("i", position, pieces))

    def wish(self, var: Var) -> str:
        """The name it would like."""
        if var.of is None:
            return var.name
        base = var.of.hint() if var.name == HISTORY else ""  # `hs`, also of `h_1`
        base = base or self.text_of.get(var.of) or self.wish(var.of)
        if not base:
            web = self.lives.web_of.get(var.of)
            base = web.hint() if web else ""
        if not base:
            base = self.temporary()
            self.take(var.of, base)
            if var.of not in self.lives.born and var.of not in self.lives.web_of:
                self.holder[base] = Stretches([ALWAYS])
        return var.name.format(base)

    def take(self, var: Var, text: str) -> None:
        """Give a value and its web a name."""
        web = self.lives.web_of.get(var)
        pieces: Iterable[Piece]
        if web is not None:
            self.text_of.update(dict.fromkeys(web.values, text))
            pieces = web.life.pieces()
        else:
            self.text_of[var] = text
            pieces = self.lives.life(var) if var in self.lives.born else ()
        holder = self.holder.get(text)
        if holder is None:
            holder = self.holder[text] = Stretches()
        for start, end in pieces:
            holder.add(start, end)

    def free(self, wish: str, position: int, pieces: list[Piece]) -> str:
        """`wish` if nobody needs what it holds meanwhile, else `wish_1`, `wish_2`, ..."""
        if self.is_free(wish, position, pieces):
            return wish
        k = self.suffix.get(wish, 1)
        while not self.is_free(f"{wish}_{k}", position, pieces):
            k += 1
        self.suffix[wish] = k
        return f"{wish}_{k}"

    def is_free(self, text: str, position: int, pieces: list[Piece]) -> bool:
        if text in self.reserved:
            return False
        if self.function.seeds and self.inner <= position and text in self.outer:
            return False  # a name that the inner function binds cannot also be read from outside
        holder = self.holder.get(text)
        return holder is None or not any(holder.meets(start, end) for start, end in pieces)

    def temporary(self) -> str:
        """The next of s0, s1, ..."""
        while True:
            text = f"s{self.counter}"
            self.counter += 1
            if text not in self.reserved and text not in self.holder:
                if not any(v.hint() == text for v in self.function.inputs()):
                    return text


def is_push(op: Call | Store) -> bool:
    """Does it make no value?"""
    return isinstance(op, Call) and op.func in (push, raising)


def kept_under(op: Call | Store) -> Var | None:
    """The value that a history keeps, where one is taken from it."""
    history = op.args[0] if isinstance(op, Call) and op.func is pop else None
    return history.of if isinstance(history, Var) and history.name == HISTORY else None
