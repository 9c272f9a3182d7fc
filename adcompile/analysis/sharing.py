"""Where arrays live: the base that was made or given, and the views that lead from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adcompile.ir.nodes import Atom, Call, Loop, Store, Var, operands
from adcompile.ir.primitives import copy
from adcompile.rules.views import View

__all__ = [
    "Choice",
    "Now",
    "Place",
    "Where",
    "bases_of",
    "is_outside",
    "is_same",
    "is_stored_in",
    "leaves_of",
    "part_of",
]


@dataclass(frozen=True)
class Place:
    """Where an array lives: the base itself, or what a path of views leads to."""

    base: Var
    path: tuple[View, ...] = ()

    def is_same(self, other: Place) -> bool:
        """Is it the same part of the same base?"""
        return self.base is other.base and is_same_path(self.path, other.path)


@dataclass(frozen=True, eq=False)
class Choice:
    """One of two arrays: the first where `test` holds."""

    test: Var
    yes: Where
    no: Where


Where = Place | Choice


def bases_of(where: Where) -> tuple[Var, ...]:
    """The bases in which an array may live, each once."""
    if isinstance(where, Place):
        return (where.base,)
    return tuple(dict.fromkeys((*bases_of(where.yes), *bases_of(where.no))))


def leaves_of(where: Where) -> tuple[Place, ...]:
    """The places in which an array may live."""
    if isinstance(where, Place):
        return (where,)
    return (*leaves_of(where.yes), *leaves_of(where.no))


def is_same(a: Where, b: Where) -> bool:
    """Is it the same part of the same base, however the tests turned out?"""
    if isinstance(a, Place) and isinstance(b, Place):
        return a.is_same(b)
    if isinstance(a, Choice) and isinstance(b, Choice):
        return a.test is b.test and is_same(a.yes, b.yes) and is_same(a.no, b.no)
    return False


def part_of(where: Where, view: View) -> Where:
    """Where a view of an array is."""
    if isinstance(where, Place):
        return Place(where.base, (*where.path, view))
    return Choice(where.test, part_of(where.yes, view), part_of(where.no, view))


def is_same_path(a: Sequence[View], b: Sequence[View]) -> bool:
    """Do both lead to the same part?"""
    return len(a) == len(b) and all(x.is_same(y) for x, y in zip(a, b))


class Now:
    """What holds at one point of the program."""

    def __init__(self, outer: Now | None = None) -> None:
        self.state: dict[Var, Var] = {} if outer is None else dict(outer.state)
        self.held: dict[Var, list[tuple[Place, Var]]] = (
            {} if outer is None else {k: list(v) for k, v in outer.held.items()}
        )
        self.arrays: set[Var] = set() if outer is None else set(outer.arrays)
        self.latest: dict[Var, Var] = {} if outer is None else dict(outer.latest)
        self.chosen: list[tuple[Choice, Var]] = [] if outer is None else list(outer.chosen)

    def states(self, where: Where) -> tuple[Var | None, ...]:
        """The present states of the bases in which an array may live."""
        return tuple(map(self.state.get, bases_of(where)))


def is_outside(where: Where, inside: set[Var]) -> bool:
    """Can the place be found from outside a region?"""
    if isinstance(where, Choice):
        sides = is_outside(where.yes, inside) and is_outside(where.no, inside)
        return sides and where.test not in inside
    steps = (a for view in where.path for a in operands(view.op)[1:])
    return where.base not in inside and not any(a in inside for a in steps)


def is_stored_in(op: Loop, k: int) -> bool:
    """Does each iteration store something in what it was handed, which a number would not allow?"""
    same: set[Atom] = {op.params[k]}
    for inner in op.body.ops:
        if isinstance(inner, Store) and inner.array in same:
            return True
        if isinstance(inner, Loop):
            if any(a in same and is_stored_in(inner, j) for j, a in enumerate(inner.inits)):
                return True
        if isinstance(inner, Call) and inner.func is copy and inner.args[0] in same:
            same.add(inner.out)
    return False
