"""Which slice of an array a part of a split is.

np.split(x, 3)[1]         x[n : 2 * n], with n = part_size(x, 3)
np.split(x, [2, 5])[1]    x[2:5]
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

import numpy as np

from adcompile.ir.builder import Builder
from adcompile.ir.nodes import Atom, Call, Const, Op
from adcompile.ir.primitives import build_list, build_tuple
from adcompile.rules.engine import Known
from adcompile.runtime.parts import part_size, part_start

__all__ = ["count_of_parts", "is_split", "part_index"]

_SPLITS: dict[Any, int | None] = {
    np.split: None, np.array_split: None, np.vsplit: 0, np.hsplit: 1, np.dsplit: 2
}  # fmt: skip


def is_split(op: Call) -> bool:
    """Does the call return parts of its first operand?"""
    try:
        return op.func in _SPLITS
    except TypeError:
        return False


def sections_of(op: Call, maker: Mapping[Atom, Op]) -> Any:
    """The second argument as a number or a list; None if it is not a constant."""
    found = op.args[1] if len(op.args) > 1 else dict(op.kwargs).get("indices_or_sections")
    value = found.value if isinstance(found, Const) else None
    made = None if found is None else maker.get(found)
    if isinstance(made, Call) and made.func is build_list:
        value = [a.value if isinstance(a, Const) else None for a in made.args]
    if type(value) is int:
        return value if value > 0 else None
    if isinstance(value, (list, tuple)) and all(type(v) is int for v in value):
        return list(value)
    return None


def count_of_parts(op: Call, maker: Mapping[Atom, Op]) -> int | None:
    """How many parts there are, where the program tells."""
    sections = sections_of(op, maker)
    return len(sections) + 1 if isinstance(sections, list) else sections


def axis_of(op: Call, facts: Known) -> int | None:
    """The axis that is divided, counted from the first."""
    rank = facts.rank(op.args[0])
    axis = _SPLITS.get(op.func)
    if axis is not None:
        return 0 if axis == 1 and rank == 1 else axis if rank and rank > axis else None
    given = op.args[2] if len(op.args) > 2 else dict(op.kwargs).get("axis", Const(0))
    if isinstance(given, Const) and given.value == 0:
        return 0
    if not isinstance(given, Const) or type(given.value) is not int or not rank:
        return None
    return given.value % rank if -rank <= given.value < rank else None


def part_index(
    builder: Builder, op: Call, part: Atom, maker: Mapping[Atom, Op], facts: Known
) -> Atom | None:
    """The index, into what is split, of one of the parts; None where it is not known."""
    axis, sections = axis_of(op, facts), sections_of(op, maker)
    if axis is None:
        return None
    if isinstance(sections, list):
        if not isinstance(part, Const):
            return None
        bounds = [None, *sections, None]
        return along(builder, axis, Const(slice(bounds[part.value], bounds[part.value + 1])))
    if sections is None:
        return None
    start = Const(None) if is_number(part, 0) else bound(builder, op, part, sections, axis)
    after = following(builder, part)
    stop = Const(None) if is_number(after, sections) else bound(builder, op, after, sections, axis)
    return along(builder, axis, builder.call(slice, start, stop, Const(None)))


def bound(builder: Builder, op: Call, part: Atom, sections: int, axis: int) -> Atom:
    """Where a part begins."""
    array, along_axis = op.args[0], () if axis == 0 else (Const(axis),)
    if op.func is np.array_split:
        return builder.call(part_start, array, Const(sections), part, *along_axis)
    size = builder.call(part_size, array, Const(sections), *along_axis)
    return size if is_number(part, 1) else builder.call(operator.mul, part, size)


def following(builder: Builder, part: Atom) -> Atom:
    return (
        Const(part.value + 1)
        if isinstance(part, Const)
        else builder.call(operator.add, part, Const(1))
    )


def is_number(part: Atom, value: int) -> bool:
    return isinstance(part, Const) and bool(part.value == value)


def along(builder: Builder, axis: int, index: Atom) -> Atom:
    """The index along one axis, as one of the array."""
    if axis == 0:
        return index
    return builder.call(build_tuple, *[Const(slice(None))] * axis, index)
