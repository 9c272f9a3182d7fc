"""Kind, shape and dtype of the arrays that NumPy makes, copies and joins."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.ir.facts import Dim, DTypeVar, Extent, Fact, Shape, ShapeVar, rank, resolve, unify
from adcompile.rules.extents import shape_from
from adcompile.rules.inference import (
    WEAK,
    anything,
    array,
    dtype_from,
    floating,
    infers,
    promote,
    reduced_shape,
    scalar_or_array,
)

# -- made and copied ----------------------------------------------------------------------


@infers(np.zeros, np.ones, np.empty)
def made(shape: Fact, dtype: Fact | None = None) -> Fact:
    return array(shape_from(shape), np.dtype(float) if dtype is None else dtype_from(dtype))


@infers(np.ndarray.dtype)
def dtype_of(x: Fact) -> Fact:
    known = x.kind in ("array", "number") and x.dtype is not None
    return Fact(
        "dtype",
        ShapeVar(),
        (np.dtype(x.dtype) if x.dtype in WEAK else x.dtype) if known else DTypeVar(),
    )


@infers(np.ndarray.copy, np.copy)
def same_again(x: Fact, **options: Fact) -> Fact:
    if x.kind in ("array", "number"):
        return array(x.shape, x.dtype)
    return array(ShapeVar(), DTypeVar())


@infers(np.sort)
def in_order(x: Fact, axis: Fact | None = None) -> Fact:
    flattens = axis is not None and type(axis.constant) is not int
    return array(ShapeVar() if flattens else x.shape, x.dtype)


@infers(np.ndarray.astype)
def converted(x: Fact, dtype: Fact, **options: Fact) -> Fact:
    known = isinstance(dtype.constant, type) and dtype.constant in (float, int, bool, complex)
    return array(x.shape, np.dtype(dtype.constant) if known else DTypeVar())


@infers(np.ndarray.flatten, np.ravel, np.ndarray.ravel)
def flat(x: Fact, **options: Fact) -> Fact:
    shape = resolve(x.shape)
    kept = x.shape if not isinstance(shape, ShapeVar) and len(shape) == 1 else (Dim(),)
    return array(kept, x.dtype)


@infers(np.linspace)
def spaced(start: Fact, stop: Fact, num: Fact | None = None) -> Fact:
    if start.kind == stop.kind == "number":
        return array((Dim(),), np.dtype(float))
    return array(ShapeVar(), DTypeVar())


@infers(np.eye, np.identity)
def square(n: Fact, *, k: Fact | None = None) -> Fact:
    extent = Dim() if n.extent is None else n.extent
    return array((extent, extent), np.dtype(float))


@infers(np.full)
def filled_with(shape: Fact, value: Fact) -> Fact:
    return array(shape_from(shape), DTypeVar())


@infers(np.diff)
def differences(x: Fact) -> Fact:
    shape = resolve(x.shape)
    if isinstance(shape, ShapeVar):
        return array(ShapeVar(), x.dtype)
    return array((*shape[:-1], Dim()), x.dtype)


@infers(np.cumsum, np.cumprod)
def running(x: Fact, axis: Fact | None = None) -> Fact:
    shape = resolve(x.shape)
    flattens = axis is None or type(axis.constant) is not int
    if isinstance(shape, ShapeVar) or (flattens and len(shape) != 1):
        return array(ShapeVar(), DTypeVar())
    return array(shape, x.dtype if x.dtype == np.dtype(float) else DTypeVar())


@infers(
    np.hstack, np.vstack, np.stack, np.column_stack, np.append, np.repeat,
    np.tile, np.interp, np.convolve,
    np.delete, np.insert, np.argsort, np.random.permutation,
)  # fmt: skip
def some_array(*args: Fact, **options: Fact) -> Fact:
    return array(ShapeVar(), DTypeVar())


@infers(np.diag)
def diagonal_matrix(v: Fact, k: Fact | None = None) -> Fact:
    axes = {1: 2, 2: 1}.get(rank(v.shape) or 0)
    return array(ShapeVar() if axes is None else tuple(Dim() for _ in range(axes)), v.dtype)


@infers(np.tril, np.triu)
def triangle(x: Fact, k: Fact | None = None) -> Fact:
    axes = rank(x.shape)
    return array(x.shape if axes is not None and axes > 1 else ShapeVar(), x.dtype)


@infers(np.flip, np.roll)
def moved_about(x: Fact, *args: Fact, **options: Fact) -> Fact:
    return array(x.shape, x.dtype)


@infers(np.transpose, np.ndarray.transpose)
def permuted(x: Fact, *axes: Fact) -> Fact:
    shape = resolve(x.shape)
    order = [a.constant for a in axes]
    if len(order) == 1 and isinstance(order[0], tuple):
        order = list(order[0])
    if isinstance(shape, ShapeVar):
        return array(ShapeVar(), x.dtype)
    if not order:
        return array(shape[::-1], x.dtype)
    if not all(type(k) is int and -len(shape) <= k < len(shape) for k in order):
        return array(ShapeVar(), x.dtype)
    return array(tuple(shape[k] for k in order), x.dtype)


@infers(np.meshgrid)
def grids(x: Fact, y: Fact, *, indexing: Fact | None = None) -> Fact:
    m, n = resolve(x.shape), resolve(y.shape)
    if isinstance(m, ShapeVar) or isinstance(n, ShapeVar) or not len(m) == len(n) == 1:
        return anything()
    shape = (*m, *n) if indexing is not None and indexing.constant == "ij" else (*n, *m)
    return Fact("tuple", ShapeVar(), items=(array(shape, x.dtype), array(shape, y.dtype)))


@infers(np.argmax, np.argmin, np.ndarray.argmax, np.ndarray.argmin)
def place(x: Fact, axis: Fact | None = None) -> Fact:
    shape = reduced_shape(x, axis, None)
    return scalar_or_array(ShapeVar() if shape is None else shape, np.dtype(np.intp))


@infers(np.any, np.all, np.ndarray.any, np.ndarray.all)
def truth(x: Fact, axis: Fact | None = None, *, keepdims: Fact | None = None) -> Fact:
    shape = reduced_shape(x, axis, keepdims)
    return scalar_or_array(ShapeVar() if shape is None else shape, np.dtype(bool))


@infers(np.linalg.det)
def determinant(a: Fact) -> Fact:
    shape = resolve(a.shape)
    if isinstance(shape, ShapeVar):
        return anything()
    return scalar_or_array(shape[:-2], floating(a.dtype))


@infers(np.linalg.solve)
def solution(a: Fact, b: Fact) -> Fact:
    known = rank(a.shape) == 2 and rank(b.shape) in (1, 2)
    return array(b.shape if known else ShapeVar(), promote([floating(a.dtype), floating(b.dtype)]))


@infers(np.linalg.inv)
def inverse(a: Fact) -> Fact:
    return array(a.shape, floating(a.dtype))


# -- joins --------------------------------------------------------------------------------


@infers(np.array)
def of_items(x: Fact) -> Fact:
    shape = shape_of_items(x)
    if shape is None:
        return array(ShapeVar(), DTypeVar())
    return array(shape, dtype_of_items(x))


def shape_of_items(x: Fact) -> Shape | None:
    """The shape of the array of a value; NumPy raises where items differ."""
    if x.kind in ("array", "number"):
        return x.shape
    if x.kind not in ("list", "tuple") or not x.items:
        return None
    shapes = [shape_of_items(item) for item in x.items]
    first = shapes[0]
    known = None if first is None else resolve(first)
    if first is None or known is None or isinstance(known, ShapeVar):
        return None
    others = [s for s in shapes[1:] if s is not None and rank(s) == rank(first)]
    if len(others) < len(shapes) - 1:
        return None
    for other in others:
        unify(first, other)
    return (len(x.items), *known)


def dtype_of_items(x: Fact) -> Any:
    """The dtype of the array of a value."""
    if not x.items:
        return np.dtype(x.dtype) if isinstance(x.dtype, type) else x.dtype
    dtype = promote([dtype_of_items(item) for item in x.items])
    return np.dtype(dtype) if isinstance(dtype, type) else dtype


@infers(np.concatenate)
def in_a_row(arrays: Fact, axis: Fact | None = None) -> Fact:
    at = 0 if axis is None else axis.constant
    known = [resolve(item.shape) for item in arrays.items]
    shapes = [s for s in known if not isinstance(s, ShapeVar)]
    if not shapes or len(shapes) < len(known) or type(at) is not int:
        return array(ShapeVar(), DTypeVar())
    axes = len(shapes[0])
    if any(len(s) != axes for s in shapes) or not -axes <= at < axes:
        return array(ShapeVar(), DTypeVar())
    at %= axes
    for other in shapes[1:]:
        unify(shapes[0][:at] + shapes[0][at + 1 :], other[:at] + other[at + 1 :])
    extents = [s[at] for s in shapes]
    fixed = [e for e in extents if isinstance(e, int)]
    whole: Extent = sum(fixed)
    if len(fixed) < len(extents):
        each = all(isinstance(e, int) or e.many for e in extents)  # 0, or more than 1
        whole = Dim(many=sum(fixed) > 1 or (each and sum(fixed) != 1))
    shape = (*shapes[0][:at], whole, *shapes[0][at + 1 :])
    return array(shape, promote([item.dtype for item in arrays.items]))
