"""Which elements of an array two indices name: the same, others, or that is not known.

    for i in range(1, n):
        x[i - 1], x[i]          others: a step apart, and neither counts from the end
        x[:i], x[i]             others
        x[1:-1], x[-1]          others
        x[i], x[j]              not known

An index is taken apart into integers, `base + offset`, and slices of such, one for each axis; at the first part of
another kind nothing more is known.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass

from adcompile.analysis.facts import Facts
from adcompile.ir.nodes import Atom, Call, Const, Function, Loop, Op, Var, defined, walk
from adcompile.rules import engine

__all__ = ["Places"]

DEPTH = 20  # of additions of constants


@dataclass(frozen=True)
class Number:
    """`base + offset`; without a base a number that is known."""

    base: Var | None
    offset: int


@dataclass(frozen=True)
class Stretch:
    """`[start:stop]`; None where it begins or ends with the axis."""

    start: Number | None
    stop: Number | None


class Places:
    """The answers for one function."""

    def __init__(self, function: Function, facts: Facts) -> None:
        self.facts = facts
        self.maker: dict[Var, Op] = {}
        self.loop_of: dict[Var, Loop] = {}  # by what counts
        for op in walk(function.body):
            self.maker.update(dict.fromkeys(defined(op), op))
            if isinstance(op, Loop) and op.item is not None:
                self.loop_of[op.item] = op

    def same(self, a: Atom, b: Atom) -> bool:
        """Do two indices name the same elements?"""
        if a is b:
            return True
        parts, others = (engine.index_parts(i, self.maker) for i in (a, b))
        return len(parts) == len(others) and all(map(self.is_same, parts, others))

    def is_same(self, a: Atom, b: Atom) -> bool:
        if a is b:
            return True
        if isinstance(a, Const) and isinstance(b, Const):
            return type(a.value) is type(b.value) and repr(a.value) == repr(b.value)
        part = self.part(a)
        return part is not None and part == self.part(b)

    def apart(self, a: Atom, b: Atom) -> bool:
        """Do two indices name no element in common?"""
        for pair in zip(*(engine.index_parts(i, self.maker) for i in (a, b))):
            p, q = map(self.part, pair)
            if p is None or q is None:
                return False  # of which axes the parts behind are is not known
            if self.is_before(p, q) or self.is_before(q, p):
                return True
        return False

    def is_before(self, p: Number | Stretch, q: Number | Stretch) -> bool:
        """Does all that `p` names come before all that `q` names?"""
        last = p.stop if isinstance(p, Stretch) else p
        first = q.start if isinstance(q, Stretch) else q
        if last is None or first is None:
            return False
        gap = 0 if isinstance(p, Stretch) else 1
        if last.base is None and first.base is None:
            signs = (last.offset < 0) == (first.offset < 0)
            return signs and last.offset + gap <= first.offset
        low = self.low(last)
        if low is None or low < 0:
            return False  # it may count from the end
        if last.base is first.base:
            return last.offset + gap <= first.offset
        lowest = self.low(first)
        return last.base is None and lowest is not None and last.offset + gap <= lowest

    # -- parts ----------------------------------------------------------------------------

    def part(self, atom: Atom) -> Number | Stretch | None:
        """A component of an index."""
        if isinstance(atom, Const) and isinstance(atom.value, slice):
            bounds: list[Atom] = [
                Const(v) for v in (atom.value.start, atom.value.stop, atom.value.step)
            ]
            return self.stretch(bounds)
        op = self.maker.get(atom) if isinstance(atom, Var) else None
        if isinstance(op, Call) and op.func is slice:
            none: Atom = Const(None)
            bounds = [none, *op.args, none] if len(op.args) == 1 else [*op.args, none]
            return self.stretch(bounds[:3])
        return self.number(atom)

    def stretch(self, bounds: list[Atom]) -> Stretch | None:
        start, stop, step = bounds
        if not isinstance(step, Const) or step.value not in (None, 1):
            return None
        ends = [None if is_none(a) else self.number(a) for a in (start, stop)]
        if any(end is None and not is_none(a) for end, a in zip(ends, (start, stop))):
            return None
        return Stretch(*ends)

    def number(self, atom: Atom) -> Number | None:
        """An integer, as a base and what is added to it."""
        offset = 0
        for _ in range(DEPTH):
            if isinstance(atom, Const):
                return Number(None, atom.value + offset) if type(atom.value) is int else None
            fact = self.facts.fact(atom)
            if fact.kind != "number" or fact.dtype is not int:
                return None
            op = self.maker.get(atom)
            if not isinstance(op, Call) or op.func not in (operator.add, operator.sub):
                return Number(atom, offset)
            value, change = op.args
            if not isinstance(change, Const) or type(change.value) is not int:
                return Number(atom, offset)
            offset += change.value if op.func is operator.add else -change.value
            atom = value
        return None

    def low(self, number: Number | None) -> int | None:
        """A number that this one is never below, if there is one to be seen."""
        if number is None or number.base is None:
            return None if number is None else number.offset
        loop = self.loop_of.get(number.base)
        counted = self.counted(loop.iterable) if loop is not None else None
        return None if counted is None else counted + number.offset

    def counted(self, iterable: Atom | None) -> int | None:
        """The least element of a range, or a lower bound."""
        op = self.maker.get(iterable) if isinstance(iterable, Var) else None
        if isinstance(op, Call) and op.func is reversed:
            return self.counted(op.args[0])
        if not isinstance(op, Call) or op.func is not range:
            return None
        bounds = (Const(0), *op.args) if len(op.args) == 1 else op.args
        start, stop, step = (*bounds, Const(1))[:3]
        if not isinstance(step, Const) or type(step.value) is not int:
            return None
        if step.value > 0:
            return self.low(self.number(start))
        end = self.low(self.number(stop))
        return None if end is None else end + 1


def is_none(atom: Atom) -> bool:
    return isinstance(atom, Const) and atom.value is None
