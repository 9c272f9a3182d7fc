"""Where arrays live: the base that was made or given, and the views that lead from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adcompile.ir.nodes import Atom, Call, Loop, Store, Var, operands
from adcompile.ir.primitives import copy
from adcompile.rules.views import View

__all__ = ["Now", "Place", "is_outside", "is_stored_in"]


@dataclass(frozen=True)
class Place:
    """Where an array lives: the base itself, or what a path of views leads to."""

    base: Var
    path: tuple[View, ...] = ()

    def is_same(self, other: Place) -> bool:
        """Is it the same part of the same base?"""
        return self.base is other.base and is_same_path(self.path, other.path)


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


def is_outside(place: Place, inside: set[Var]) -> bool:
    """Can the place be found from outside a region?"""
    steps = (a for view in place.path for a in operands(view.op)[1:])
    return place.base not in inside and not any(a in inside for a in steps)


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
