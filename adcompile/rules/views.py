"""Views for certain: how one comes from its array, and how a write to it reaches the array.

    y = x[1:]       a write to `y` makes   x = x with [1:] = y
    y = x.T         a write to `y` makes   x = y.T

What may be a view or a copy, `x.reshape(-1)`, is one only where `x` is known to be contiguous.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from adcompile.ir.builder import Builder
from adcompile.ir.facts import rank
from adcompile.ir.nodes import Atom, Call, Const, Op, Var
from adcompile.ir.primitives import copy, unpack
from adcompile.rules.engine import Known, index_parts
from adcompile.rules.zero import present
from adcompile.runtime.parts import with_parts
from adcompile.runtime.shapes import rolled_to

__all__ = [
    "View",
    "is_contiguous",
    "keeps_order",
    "needs_contiguous",
    "picks_a_copy",
    "picks_a_part",
    "picks_a_view",
    "store_back",
    "view_of",
]

Back = Callable[[Builder, Atom, Atom, "View"], Var]


@dataclass(frozen=True, eq=False)
class View:
    """One step from an array, the first operand of `op`, to a view of it.

    `back` makes the array from its old state and the new state of the view; None where NumPy forbids
    to write to the view.
    """

    op: Call
    back: Back | None
    before: Callable[[Builder, Atom], Atom] = lambda builder, array: (
        array
    )  # what `back` needs of it

    def again(self, builder: Builder, array: Atom, name: Var) -> Var:
        """The same view of another state of the array."""
        out = Var(name.name, name.of)
        return builder.call(self.op.func, array, *self.op.args[1:], kwargs=self.op.kwargs, out=out)

    def is_same(self, other: View) -> bool:
        """Is it the same part of the same array?"""
        mine, theirs = self.op, other.op
        if mine.func is not theirs.func or len(mine.args) != len(theirs.args):
            return False
        if [k for k, _ in mine.kwargs] != [k for k, _ in theirs.kwargs]:
            return False
        pairs = [*zip(mine.args[1:], theirs.args[1:])]
        pairs += [(a, b) for (_, a), (_, b) in zip(mine.kwargs, theirs.kwargs)]
        return all(is_same_atom(a, b) for a, b in pairs)


def is_same_atom(a: Atom, b: Atom) -> bool:
    """Is it the same value, or the same constant?"""
    if isinstance(a, Const) and isinstance(b, Const):
        return type(a.value) is type(b.value) and bool(a.value == b.value)
    return a is b


def store_back(builder: Builder, array: Atom, value: Atom, view: View) -> Var:
    index = view.op.args[1]
    return builder.store(array, index, value)


def again(builder: Builder, array: Atom, value: Atom, view: View) -> Var:
    """For a function that is its own inverse."""
    return builder.call(view.op.func, value, *view.op.args[1:], kwargs=view.op.kwargs)


def move_back(builder: Builder, array: Atom, value: Atom, view: View) -> Var:
    _, source, destination = view.op.args
    return builder.call(view.op.func, value, destination, source)


def order_back(builder: Builder, array: Atom, value: Atom, view: View) -> Var:
    order = builder.call(np.argsort, axes_of(view.op))
    return builder.call(np.transpose, value, order)


def axes_of(op: Call) -> Atom:
    """The order of the axes of a transposition."""
    return op.args[1] if len(op.args) > 1 else dict(op.kwargs)["axes"]


def shape_of(builder: Builder, array: Atom) -> Atom:
    return builder.call(np.shape, array)


def shape_back(builder: Builder, shape: Atom, value: Atom, view: View) -> Var:
    return builder.call(np.reshape, value, shape)


def roll_back(builder: Builder, array: Atom, value: Atom, view: View) -> Var:
    _, axis, *start = view.op.args
    count = builder.call(np.ndim, array)
    end = builder.call(rolled_to, axis, start[0] if start else Const(0), count)
    return builder.call(np.moveaxis, value, end, axis)


def turn_back(builder: Builder, array: Atom, value: Atom, view: View) -> Var:
    _, *turns = view.op.args
    count = Const(-turns[0].value) if turns and isinstance(turns[0], Const) else Const(-1)
    return builder.call(np.rot90, value, count, *turns[1:])


def imag_of(builder: Builder, array: Atom) -> Atom:
    return builder.call(np.ndarray.copy, builder.call(np.ndarray.imag, array))


def real_of(builder: Builder, array: Atom) -> Atom:
    return builder.call(np.ndarray.copy, builder.call(np.ndarray.real, array))


def real_back(builder: Builder, imag: Atom, value: Atom, view: View) -> Var:
    return builder.call(with_parts, value, imag)


def imag_back(builder: Builder, real: Atom, value: Atom, view: View) -> Var:
    return builder.call(with_parts, real, value)


def same_back(builder: Builder, array: Atom, value: Atom, view: View) -> Var:
    return builder.call(copy, value)


_TRANSPOSED: tuple[Any, ...] = (
    np.ndarray.T, *present(np, "matrix_transpose"), *present(np.linalg, "matrix_transpose"),
    *present(np.ndarray, "mT"),
)  # fmt: skip
_SELF_INVERSE: dict[Any, None] = dict.fromkeys(
    [*_TRANSPOSED, np.swapaxes, np.ndarray.swapaxes, np.flip, np.fliplr, np.flipud]
)
_ORDERED = dict.fromkeys([np.transpose, np.ndarray.transpose])
_RESHAPED: dict[Any, None] = dict.fromkeys([np.expand_dims, np.squeeze, np.ndarray.squeeze])
_IF_CONTIGUOUS: dict[Any, None] = dict.fromkeys(
    [np.reshape, np.ndarray.reshape, np.ravel, np.ndarray.ravel, np.ascontiguousarray]
)
_READ_ONLY: dict[Any, None] = dict.fromkeys(
    [
        np.broadcast_to, np.diagonal, np.ndarray.diagonal, np.lib.stride_tricks.sliding_window_view,
        *present(np.linalg, "diagonal"),
    ]
)  # fmt: skip
_SAME: tuple[Any, ...] = (np.asarray, np.asanyarray)
_THE_SAME: dict[Any, None] = dict.fromkeys(_SAME)
_REAL: dict[Any, None] = dict.fromkeys([np.real, np.ndarray.real])
_IMAG: dict[Any, None] = dict.fromkeys([np.imag, np.ndarray.imag])
_AT_LEAST: dict[Any, None] = dict.fromkeys([np.atleast_1d, np.atleast_2d, np.atleast_3d])
_CONTIGUOUS: dict[Any, None] = dict.fromkeys(
    [np.zeros, np.ones, np.empty, np.full, np.arange, np.linspace, np.eye]
)


def view_of(op: Call, maker: Mapping[Var, Op], facts: Known) -> View | None:
    """The view of its first operand, an array, that the result of `op` is for certain."""
    if not op.args or op.derived:
        return None
    func, array = op.func, op.args[0]
    try:
        if func is operator.getitem:
            return View(op, store_back) if picks_a_view(op, maker, facts) else None
        if func is unpack:
            if (facts.rank(array) or 0) < 2:
                return None
            row = Call(op.out, operator.getitem, (array, op.args[1]), op.span)
            return View(row, store_back)
        if func in _SELF_INVERSE:
            return View(op, again)
        if func in (np.moveaxis,) and len(op.args) == 3 and not op.kwargs:
            return View(op, move_back)
        if func in _ORDERED:
            return ordered(op)
        if func in _RESHAPED or func in _IF_CONTIGUOUS:
            plain = not {k for k, _ in op.kwargs} - {"axis", "shape"}
            return View(op, shape_back, shape_of) if plain else None
        if func in _READ_ONLY or (func is np.diag and facts.rank(array) == 2):
            return View(op, None)
        if func is np.rollaxis and not op.kwargs:
            return View(op, roll_back)
        if func is np.rot90 and not op.kwargs and all(isinstance(a, Const) for a in op.args[1:]):
            return View(op, turn_back)
        if not facts.rank(array):  # maybe a number
            return None
        if func in _THE_SAME and keeps_dtype(op, facts):
            return View(op, same_back)
        if func is np.ndarray.view and len(op.args) == 1 and not op.kwargs:
            return View(op, same_back)
        if func in _REAL and is_real(array, facts):
            return View(op, same_back)
        if func in _REAL:
            return View(op, real_back, imag_of) if facts.is_complex(array) else None
        if func in _IMAG:
            return View(op, imag_back, real_of) if facts.is_complex(array) else None
        if func in _AT_LEAST and len(op.args) == 1:
            return View(op, shape_back, shape_of)
    except TypeError:
        return None
    return None


def keeps_dtype(op: Call, facts: Known) -> bool:
    """Is it a conversion that has nothing to convert?"""
    others = [*op.args[1:], *(a for k, a in op.kwargs if k == "dtype")]
    if len(op.args) + len(op.kwargs) == 1:
        return True
    if len(op.args) + len(op.kwargs) > 2 or len(others) != 1:
        return False
    known = facts.fact(op.args[0]).dtype
    if not isinstance(others[0], Const) or not isinstance(known, np.dtype):
        return False
    return bool(np.dtype(others[0].value) == known)


def ordered(op: Call) -> View | None:
    """`x.transpose()` with or without an order of the axes."""
    if len(op.args) == 1 and not op.kwargs:
        return View(op, again)
    several = op.func is np.ndarray.transpose and len(op.args) > 2
    axes = None if several else axes_of(op)
    if several:
        if not all(isinstance(a, Const) for a in op.args[1:]):
            return None
        axes = Const(tuple(a.value for a in op.args[1:] if isinstance(a, Const)))
        op = Call(op.out, np.transpose, (op.args[0], axes), op.span)
    if isinstance(axes, Const) and axes.value is None:
        return View(op, again)
    return View(op, order_back)


def is_real(array: Atom, facts: Known) -> bool:
    """Is it known not to be complex?"""
    dtype = facts.fact(array).dtype
    return getattr(dtype, "kind", "") in ("f", "i") or bool(getattr(dtype, "real", False))


def picks_a_view(op: Call, maker: Mapping[Var, Op], facts: Known, is_array: bool = False) -> bool:
    """Is it an index of integers, slices, None and ellipses, and the result an array?"""
    array, index = op.args
    if facts.fact(array).kind != "array":
        return False
    parts = index_parts(index, maker)
    if not all(is_basic(p, maker, facts) for p in parts):
        return False
    return is_array or bool(facts.rank(op.out)) or any(picks_a_part(p, maker) for p in parts)


def picks_a_copy(index: Atom, facts: Known) -> bool:
    """Is there an array, a list or a mask in the index, so that NumPy copies what is picked?"""
    fact = facts.fact(index)
    parts = fact.items if fact.kind == "tuple" else (fact,)
    if isinstance(index, Const) and isinstance(index.value, tuple):
        parts = tuple(facts.fact(Const(part)) for part in index.value)
    return any(
        part.kind == "list"
        or (part.kind in ("array", "number") and is_mask(part.dtype))
        or (part.kind == "array" and bool(rank(part.shape)))
        for part in parts
    )


def is_mask(dtype: Any) -> bool:
    return dtype is bool or getattr(dtype, "kind", "") == "b"


def is_basic(part: Atom, maker: Mapping[Var, Op], facts: Known) -> bool:
    """Is this component of an index an integer, a slice, None or an ellipsis?"""
    if isinstance(part, Const):
        kind = type(part.value)
        return part.value is None or part.value is Ellipsis or kind in (int, slice)
    op = maker.get(part)
    if isinstance(op, Call) and op.func is slice:
        return True
    fact = facts.fact(part)
    if fact.kind != "number":
        return False
    return fact.dtype is int or getattr(fact.dtype, "kind", "") in ("i", "u")


def picks_a_part(part: Atom, maker: Mapping[Var, Op]) -> bool:
    """Is it a slice, None or an ellipsis, so that what is picked is an array?"""
    if isinstance(part, Const):
        return part.value is None or part.value is Ellipsis or isinstance(part.value, slice)
    op = maker.get(part)
    return isinstance(op, Call) and op.func is slice


def needs_contiguous(op: Call) -> bool:
    """Is the result a view of a contiguous array, and may be a copy of another one?"""
    try:
        return op.func in _IF_CONTIGUOUS
    except TypeError:
        return False


def keeps_order(view: View) -> bool:
    """Is such a view of a contiguous array contiguous again?"""
    return needs_contiguous(view.op) or view.op.func in (np.expand_dims, copy, *_AT_LEAST)


def is_contiguous(op: Op | None) -> bool:
    """Does `op` make a new array in the order of C?"""
    if not isinstance(op, Call):
        return False
    try:
        if op.func in _CONTIGUOUS:
            return not {k for k, _ in op.kwargs} & {"order", "like"}
    except TypeError:
        return False
    return op.func is np.ndarray.copy and len(op.args) == 1 and not op.kwargs
