"""When values are needed, and which of them share a name from one block to the next.

    s@1 = loop s@0 = 0.0:            s = 0.0
      s@2 = s@0 + v@1                for v in x:
      yield s@2               =>         s = s + v

A life is a list of stretches of the order of the text, from the definition of a value (not included) to a
last use (included).  It has gaps: in a branch that does not need the value, and in a loop between the last
use of a parameter and the end of the body, where the next is bound.  What a region hands on and what it
receives are one web, of one name, where their lives do not overlap; elsewhere an assignment is printed.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable
from typing import Any

from adcompile.backend.fold import HISTORY, STATEMENTS, Folding, Target
from adcompile.backend.forms import Forms
from adcompile.backend.order import Scope
from adcompile.ir.nodes import UNDEFINED, Atom, Call, Function, If, Loop, Store, Var
from adcompile.ir.primitives import received
from adcompile.ir.regions import may_raise

__all__ = ["Lives", "Stretches", "Web"]

Piece = tuple[int, int]


class Stretches:
    """Disjoint stretches in order, as two lists: where they start, and where they end."""

    __slots__ = ("ends", "starts")

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(pieces):
            self.add(start, end)

    def meets(self, start: int, end: int) -> bool:
        """Does a stretch overlap one of these?"""
        k = bisect.bisect_left(self.starts, end)
        return k > 0 and self.ends[k - 1] > start

    def add(self, start: int, end: int) -> None:
        """Include a stretch; those that it touches become one with it."""
        starts, ends = self.starts, self.ends
        low = bisect.bisect_left(ends, start)
        high = bisect.bisect_right(starts, end, low)
        if low < high:
            start, end = min(start, starts[low]), max(end, ends[high - 1])
        starts[low:high] = [start]
        ends[low:high] = [end]

    def pieces(self) -> Iterable[Piece]:
        return zip(self.starts, self.ends)


class Web:
    """Values of one name, in order of definition, and their lives."""

    __slots__ = ("life", "values")

    def __init__(self, values: list[Var], life: Stretches) -> None:
        self.values = values
        self.life = life

    def hint(self) -> str:
        """The user's name for it, if it has one."""
        return next((v.hint() for v in self.values if v.hint()), "")

    def meets(self, other: Web) -> bool:
        """Is there a place where two values are needed, one of each?"""
        small, large = sorted((self.life, other.life), key=lambda life: len(life.starts))
        return any(large.meets(start, end) for start, end in small.pieces())


class Lives:
    """The lives of the values of a function, and their webs."""

    def __init__(self, function: Function, folding: Folding, forms: Forms, target: Target) -> None:
        self.function = function
        self.folding = folding
        self.forms = forms
        self.order = folding.order
        self.last = self.order.top.end
        self.uses: dict[Var, list[int]] = {}
        self.web_of: dict[Var, Web] = {}
        self.plain = not self.order.blocks
        self.born: dict[Var, tuple[int, Scope]] = {}
        self.find_uses()
        self.merge_writes(target)
        self.merge_regions()

    # -- uses and lives -------------------------------------------------------------------

    def find_uses(self) -> None:
        """The places of the statements that read each value."""
        uses, order = self.uses, self.order
        for position, entry in enumerate(order.entries):
            if entry is None or entry in self.forms.bound:
                continue
            places = self.folding.places_of(position)
            for atom in order.reads(position):
                if isinstance(atom, Var):
                    uses.setdefault(atom, []).extend(places)
        for capture in self.function.captures:  # to bind its name would make it a local one
            uses.setdefault(capture.var, []).append(self.last)
        if self.function.seeds:
            self.keep_for_pullback()
        self.find_received()
        for places_of_var in uses.values():
            places_of_var.sort()
        self.find_births()

    def find_received(self) -> None:
        """Python deletes the name of an exception where its handler ends: nobody else may have it there."""
        for position, op in enumerate(self.order.entries):
            if isinstance(op, Call) and op.func is received:
                self.uses.setdefault(op.out, []).append(self.order.scopes[position].end)

    def keep_for_pullback(self) -> None:
        """What the inner function of a vjp reads from outside stays as it is until the end."""
        inner: set[int] = set()
        for position, entry in enumerate(self.order.entries):
            if self.order.scopes[position] is not self.order.top:
                continue
            if isinstance(entry, (If, Loop)) and entry.backward:
                inner.update(range(position, self.order.blocks[entry][0].leave))
            elif isinstance(entry, (Call, Store)) and entry.backward:
                inner.add(position)
        own = set(self.function.seeds)
        for seed in own:  # its name hides that of anything outside
            self.uses.setdefault(seed, []).append(min(inner, default=self.last))
        for position in inner:
            own.update(self.defines(position))
        for var, places in self.uses.items():
            if var not in own and any(place in inner for place in places):
                places.append(self.last)

    def defines(self, position: int) -> tuple[Var, ...]:
        """The values that an entry binds."""
        entry = self.order.entries[position]
        match entry:
            case Call() | Store():
                return (entry.out,)
            case If():
                return entry.outs
            case Loop():
                item = () if entry.item is None else (entry.item,)
                return (*entry.params, *entry.outs, *item)
            case _:
                return ()

    def find_births(self) -> None:
        """Where each value is bound, and the block from where on it is."""
        born, order = self.born, self.order
        for var in self.function.inputs():
            born[var] = (-1, order.top)
        for position, op in enumerate(order.entries):
            if isinstance(op, (Call, Store)):
                born[op.out] = (position, order.scopes[position])
        for region, inner in order.blocks.items():
            outer = inner[-1].parent if isinstance(region, If) else inner[0].parent
            assert outer is not None
            for var in region.outs:
                born[var] = (inner[0].leave, outer)
            if isinstance(region, Loop) and region.item is not None:
                born[region.item] = (inner[0].enter + 1, inner[0])
        for op, loop in self.forms.bound.items():
            inner = order.blocks[loop]
            born[op.out] = (inner[0].enter + 1, inner[0])

    def life(self, var: Var) -> list[Piece]:
        """The life of a value that is not a parameter of a loop."""
        start, scope = self.born[var]
        uses = self.uses.get(var)
        if not uses:
            return [(start, start + 1)]
        if self.plain:
            return [(start, max(uses[-1], start + 1))]
        pieces: list[Piece] = []
        while not all(scope.holds(self.order.scopes[use]) for use in uses):
            # read by the mirror image of the block: from there on, but not in the other branch
            pieces.append((scope.enter, scope.leave) if scope.repeats else (start, scope.end + 1))
            start = scope.leave
            assert scope.parent is not None
            scope = scope.parent
            uses = [use for use in uses if use >= start]
        return pieces + self.cover(scope, start, uses, start + 1)

    def cover(self, scope: Scope, start: int, uses: list[int], least: int = -1) -> list[Piece]:
        """From a place in a block, to `least` at least, and to the uses in it and in what it holds."""
        if not uses:
            return []
        last = self.order.scopes[uses[-1]]
        if last is scope:
            end = max(uses[-1], least)
            return [(start, end)] if start < end else []
        child = last
        while child.parent is not scope:
            assert child.parent is not None
            child = child.parent
        if child.repeats:
            return [(start, child.leave)]
        pieces = [(start, child.enter + 1 if isinstance(child.region, If) else child.start)]
        assert child.region is not None
        for branch in self.order.blocks[child.region]:
            if branch.parent is scope:
                inside = [u for u in uses if branch.start <= u <= branch.end]
                pieces += self.cover(branch, branch.start, inside)
                tried = self.tried_before(branch)
                if inside and tried is not None:
                    pieces.append((start, self.settled(tried)))
        return pieces

    def tried_before(self, branch: Scope) -> Scope | None:
        """Of the handler of a `try`, the block that is tried."""
        region = branch.region
        if not isinstance(region, If) or region.kind != "try":
            return None
        tried = self.order.blocks[region][0]
        return None if branch is tried else tried

    def settled(self, tried: Scope) -> int:
        """Where the last op of a tried block that may raise is printed: its handler may read what was before."""
        last = tried.start
        for position in range(tried.start, tried.end):
            op = self.order.entries[position]
            if self.order.scopes[position] is tried and isinstance(op, (Call, Store, If, Loop)):
                if isinstance(op, (If, Loop)):
                    last = max(last, self.order.blocks[op][0].leave)
                elif may_raise(op):
                    last = max(last, *self.folding.places_of(position))
        return last

    def whole_life(self, region: If | Loop, k: int) -> list[Piece]:
        """The life of one result of a region, for a loop also while it is a parameter."""
        inner = self.order.blocks[region]
        out = region.outs[k]
        uses = self.uses.get(out)
        pieces = self.life(out) if uses else []
        if isinstance(region, If):
            if self.forms.breaking.get(region) == k:
                return pieces
            for scope in inner:
                if scope.block.results[k] is not UNDEFINED:
                    pieces.append((scope.end, scope.end + 1))
            if uses:
                pieces.append((inner[-1].end, inner[-1].leave))
            return pieces
        enter, body = inner[0].enter, inner[-1]
        if region.inits[k] is not UNDEFINED:
            pieces.append((enter, enter + 1))
        pieces.append((body.end, body.leave))
        if region.test is not None:
            pieces.append((enter + 1, inner[0].end))
        reads = self.uses.get(region.params[k], [])
        within = [u for u in reads if body.start <= u <= body.end]
        pieces += self.cover(body, enter + 1, within)
        if reads and reads[-1] > body.end:
            pieces.append((enter, reads[-1]))
        return pieces

    # -- webs -----------------------------------------------------------------------------

    def web(self, var: Var) -> Web:
        """The web of a value."""
        found = self.web_of.get(var)
        if found is None:
            found = self.web_of[var] = Web([var], Stretches(self.life(var)))
        return found

    def unite(self, first: Var, second: Var) -> None:
        """Make two webs one."""
        a, b = self.web(first), self.web(second)
        if a is b:
            return
        if len(a.values) < len(b.values):
            b.values[:0] = a.values
            a, b = b, a
        else:
            a.values += b.values
        for start, end in b.life.pieces():
            a.life.add(start, end)
        for var in b.values:  # where `b` was the larger, also those that are there already
            self.web_of[var] = a

    def merge_writes(self, target: Target) -> None:
        """The states of one buffer are one web, and so are a parameter of a loop and its last value."""
        for region in self.order.blocks:
            for k, out in enumerate(region.outs):
                life = Stretches(self.whole_life(region, k))
                values = [region.params[k], out] if isinstance(region, Loop) else [out]
                self.web_of.update(dict.fromkeys(values, Web(values, life)))
        for op in self.order.entries:
            if isinstance(op, (Call, Store)):
                written = target(op)
                if isinstance(written, Var):
                    self.unite(written, op.out)

    def merge_regions(self) -> None:
        """What a region receives and hands on, where the lives allow it; inner regions first."""
        for region, scopes in self.order.blocks.items():
            if region.outs and region.outs[0] in self.folding.conditional_of:
                continue
            for scope in scopes:
                if isinstance(region, If) or scope.block is region.body:
                    self.merge(region.outs, scope.block.results)
            if isinstance(region, Loop):
                self.merge(region.outs, region.inits)

    def merge(self, outs: Iterable[Var], sources: Iterable[Atom]) -> None:
        for out, source in zip(outs, sources):
            if isinstance(source, Var) and not self.folding.has_no_name(source):
                a, b = self.web(out), self.web(source)
                if b.hint() in ("", a.hint()) and a is not b and not a.meets(b):
                    self.unite(out, source)

    def fold_copies(self, target: Target, is_pure: Callable[[Any], bool]) -> None:
        """Write values that are assigned at the end of a block, and made right before, in place.

        `b_1 = a + b`, then `a, b = b, b_1`: `a, b = b, a + b`.
        """
        for region, scopes in self.order.blocks.items():
            for scope in scopes:
                if isinstance(region, Loop) and scope.block is not region.body:
                    continue
                if isinstance(region, If) and region.kind == "try" and scope is scopes[0]:
                    continue  # it raises before anything is assigned
                out_of = dict(zip(scope.block.results, region.outs))
                if isinstance(region, If) and region in self.forms.breaking:
                    flag = scope.block.results[self.forms.breaking[region]]
                    out_of.pop(flag, None)  # it is not assigned, but asked
                self.fold_last(scope, out_of, target, is_pure)

    def fold_last(
        self,
        scope: Scope,
        out_of: dict[Atom, Var],
        target: Target,
        is_pure: Callable[[Any], bool],
    ) -> None:
        """Do so for the last ops of a block, from the first whose value is not in its place already."""
        run: list[tuple[int, Call]] = []
        count = 0
        for position in range(scope.end - 1, scope.start - 1, -1):
            op = self.order.entries[position]
            if not isinstance(op, Call) or self.order.scopes[position] is not scope:
                break
            if op.out in self.folding.op_of:
                continue
            out = out_of.get(op.out)
            if out is None or op in self.forms.bound or not is_pure(op.func):
                break
            if op.func in (*HISTORY, *STATEMENTS) or target(op) is not None:
                break
            if self.uses[op.out] != [scope.end] or op.out.hint() not in ("", out.hint()):
                break
            run.append((position, op))
            if self.web(op.out) is not self.web(out):
                count = len(run)
        for position, op in run[:count]:
            self.folding.op_of[op.out] = op
            self.folding.places[position] = (scope.end,)
