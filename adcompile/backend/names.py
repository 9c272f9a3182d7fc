"""Names for values: the user's own where they can be, never in collision.

Two versions of one name share it if the older is dead when the newer is made.  `grad_x` is the cotangent of
`x`; temporaries are `s0`, `s1`, ... as on a lecture slide.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Callable, Collection, Mapping

from adcompile.backend.fold import Folding
from adcompile.ir.nodes import Atom, Function, Op, Var, operands

__all__ = ["name_values"]

NEVER = 1 << 60


def name_values(
    function: Function,
    folding: Folding,
    target: Callable[[Op], Atom | None],
    reserved: Collection[str],
) -> dict[Var, str]:
    """The text of every value that has a statement of its own."""
    return Namer(function, folding, target, reserved).run()


class Namer:
    """One sweep in program order."""

    def __init__(
        self,
        function: Function,
        folding: Folding,
        target: Callable[[Op], Atom | None],
        reserved: Collection[str],
    ) -> None:
        self.function = function
        self.folding = folding
        self.text_of: dict[Var, str] = {}
        self.holder: dict[str, int] = {}  # name -> position of the last use of what it holds
        self.reserved = set(reserved) | set(keyword.kwlist) | set(dir(builtins))
        self.leader = merge_writes(function, target)
        self.last = self.last_uses()
        self.counter = 0
        self.suffix: dict[str, int] = {}  # the first suffix of a name that may be free
        self.outer: set[str] = set()  # names bound outside the inner function of a vjp
        self.inner = next(
            (k for k, op in enumerate(function.body.ops) if op.backward), len(function.body.ops)
        )

    def last_uses(self) -> dict[Var, int]:
        """The last statement that reads each value, or any other state of its buffer."""
        last: dict[Var, int] = {}
        ops = self.function.body.ops
        for op in ops:
            place = self.folding.statement_of[op]
            for atom in operands(op):
                if isinstance(atom, Var):
                    lead = self.leader.get(atom, atom)
                    last[lead] = max(last.get(lead, -1), place)
        for atom in self.function.body.results:
            if isinstance(atom, Var):
                last[self.leader.get(atom, atom)] = NEVER
        if self.function.seeds:
            outer = {op.out for op in ops if not op.backward} | set(self.function.inputs())
            outer -= set(self.function.seeds)
            inside = {atom for op in ops if op.backward for atom in operands(op)}
            last.update({v: NEVER for v in outer if v in inside})
        return last

    def run(self) -> dict[Var, str]:
        for param in self.function.params:
            if param.var.of is None:
                self.take(param.var, param.var.name, max(0, self.last.get(param.var, 0)))
        for param in self.function.params:
            if param.var.of is not None:
                self.define(param.var, -1)
        for capture in self.function.captures:
            self.define(capture.var, -1)
        for seed in self.function.seeds:
            self.define(seed, -1)
        for position, op in enumerate(self.function.body.ops):
            if position == self.inner:
                self.outer = set(self.holder)
            if op.out not in self.folding.op_of:
                self.define(op.out, position)
        return self.text_of

    def define(self, var: Var, position: int) -> None:
        """Choose the name of a value made at `position`."""
        lead = self.leader.get(var, var)
        if lead in self.text_of:
            self.text_of[var] = self.text_of[lead]
            return
        wish = self.wish(var) or self.wish(lead)
        text = self.free(wish, position) if wish else self.temporary()
        self.take(var, text, self.last.get(lead, position))
        self.text_of[lead] = text

    def wish(self, var: Var) -> str:
        """The name it would like."""
        if var.of is None:
            return var.name
        base = self.text_of.get(var.of) or self.wish(var.of)
        if not base:
            base = self.temporary()
            self.text_of[var.of] = base
            self.holder[base] = NEVER
        return var.name.format(base)

    def take(self, var: Var, text: str, until: int) -> None:
        self.text_of[var] = text
        self.holder[text] = max(until, self.holder.get(text, -1))

    def free(self, wish: str, position: int) -> str:
        """`wish` if nobody needs what it holds, else `wish_1`, `wish_2`, ..."""
        if self.is_free(wish, position):
            return wish
        k = self.suffix.get(wish, 1)
        while not self.is_free(f"{wish}_{k}", position):
            k += 1
        self.suffix[wish] = k
        return f"{wish}_{k}"

    def is_free(self, text: str, position: int) -> bool:
        if text in self.reserved:
            return False
        if self.function.seeds and self.inner <= position and text in self.outer:
            return False  # a name that the inner function binds cannot also be read from outside
        return self.holder.get(text, -1) <= position

    def temporary(self) -> str:
        """The next of s0, s1, ..."""
        while True:
            text = f"s{self.counter}"
            self.counter += 1
            if text not in self.reserved and text not in self.holder:
                if not any(v.hint() == text for v in self.function.inputs()):
                    return text


def merge_writes(function: Function, target: Callable[[Op], Atom | None]) -> Mapping[Var, Var]:
    """The states of one buffer, by the state whose name they take."""
    leader: dict[Var, Var] = {}
    for op in function.body.ops:
        written = target(op)
        if isinstance(written, Var):
            leader[op.out] = leader.get(written, written)
    names: dict[Var, Var] = {}
    for state, first in leader.items():
        best = names.get(first)
        if best is None or (not best.hint() and state.hint()):
            names[first] = first if first.hint() else state
    merged = {state: names[first] for state, first in leader.items()}
    merged.update(names)
    return merged
