"""Functions that rearrange, copy or convert the elements of one array."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.broadcasting import own, unbroadcast
from adcompile.runtime.shapes import (
    inverse_permutation,
    layout,
    opposite,
    pad_fill,
    recast,
    rolled_to,
    undiag,
    undiagonal,
    undiff,
    unpad,
    unrepeat,
    untile,
    untrace,
)

nondifferentiable(inverse_permutation, layout, opposite, rolled_to)

FOLDABLE = (inverse_permutation, opposite, rolled_to)  # functions of constants
VIEWS = (recast, unpad, undiag, np.asfortranarray, np.asarray_chkfinite)  # may share memory

# The same elements in another shape


@rule(np.reshape)
def reshape(a, shape, order="C", *, out, g):
    if order == "C":
        return np.reshape(g, np.shape(a)), None, None
    return np.reshape(g, np.shape(a), order=layout(a, order)), None, None


@reshape.jvp
def reshape_jvp(a, shape, order="C", *, out, a_dot):
    if order == "C":
        return np.reshape(a_dot, shape), None, None
    return np.reshape(a_dot, shape, order=layout(a, order)), None, None


@rule(np.ndarray.reshape)
def ndarray_reshape(a, *shape, order="C", out, g):
    if order == "C":
        return np.reshape(g, np.shape(a)), (), None
    return np.reshape(g, np.shape(a), order=layout(a, order)), (), None


@ndarray_reshape.jvp
def ndarray_reshape_jvp(a, *shape, order="C", out, a_dot):
    if order == "C":
        return np.reshape(a_dot, np.shape(out)), (), None
    return np.reshape(a_dot, np.shape(out), order=layout(a, order)), (), None


@rule(np.ravel, np.ndarray.ravel, np.ndarray.flatten)
def ravel(a, order="C", *, out, g):
    if order == "C":
        return np.reshape(g, np.shape(a)), None
    return np.reshape(g, np.shape(a), order=layout(a, order)), None


@ravel.jvp
def ravel_jvp(a, order="C", *, out, a_dot):
    if order == "C":
        return np.ravel(a_dot), None
    return np.ravel(a_dot, order=layout(a, order)), None


@rule(np.squeeze, np.ndarray.squeeze, linear=True)
def squeeze(a, axis=None, *, out, g):
    return np.reshape(g, np.shape(a)), None


@rule(np.expand_dims, linear=True)
def expand_dims(a, axis, *, out, g):
    return np.squeeze(g, axis), None


@rule(np.atleast_1d, linear=True)
def atleast_1d(ary, /, *, out, g):
    return np.reshape(g, np.shape(ary))


@rule(np.atleast_2d, linear=True)
def atleast_2d(ary, /, *, out, g):
    return np.reshape(g, np.shape(ary))


@rule(np.atleast_3d, linear=True)
def atleast_3d(ary, /, *, out, g):
    return np.reshape(g, np.shape(ary))


@rule(np.ndarray.item, linear=True)
def item(a, *, out, g):
    return np.full_like(a, g)


# The axes in another order


@rule(np.transpose, linear=True)
def transpose(a, axes=None, *, out, g):
    if axes is None:
        return np.transpose(g), None
    return np.transpose(g, inverse_permutation(axes)), None


@rule(np.ndarray.transpose, linear=True)
def ndarray_transpose(a, *axes, out, g):
    if len(axes) == 0:
        return np.transpose(g), ()
    return np.transpose(g, inverse_permutation(axes)), ()


@rule(np.ndarray.T, linear=True)
def transposed(a, *, out, g):
    return g.T


@rule(np.swapaxes, np.ndarray.swapaxes, linear=True)
def swapaxes(a, axis1, axis2, *, out, g):
    return np.swapaxes(g, axis1, axis2), None, None


@rule(np.moveaxis, linear=True)
def moveaxis(a, source, destination, *, out, g):
    return np.moveaxis(g, destination, source), None, None


@rule(np.rollaxis, linear=True)
def rollaxis(a, axis, start=0, *, out, g):
    return np.moveaxis(g, rolled_to(axis, start, np.ndim(a)), axis), None, None


if hasattr(np, "matrix_transpose"):  # NumPy 2

    @rule(np.matrix_transpose, np.linalg.matrix_transpose, linear=True)
    def matrix_transpose(x, /, *, out, g):
        return np.swapaxes(g, -1, -2)

    @rule(np.ndarray.mT, linear=True)
    def matrix_transposed(x, *, out, g):
        return np.swapaxes(g, -1, -2)


# The elements in another order


@rule(np.flip, linear=True)
def flip(m, axis=None, *, out, g):
    if axis is None:
        return np.flip(g), None
    return np.flip(g, axis), None


@rule(np.fliplr, linear=True)
def fliplr(m, *, out, g):
    return np.fliplr(g)


@rule(np.flipud, linear=True)
def flipud(m, *, out, g):
    return np.flipud(g)


@rule(np.roll, linear=True)
def roll(a, shift, axis=None, *, out, g):
    if isinstance(shift, int) and axis is None:
        return np.roll(g, -shift), None, None
    if isinstance(shift, int):
        return np.roll(g, -shift, axis), None, None
    return np.roll(g, opposite(shift), axis), None, None


@rule(np.rot90, linear=True)
def rot90(m, k=1, axes=(0, 1), *, out, g):
    return np.rot90(g, -k, axes), None, None


# Some elements, or several copies of them


@rule(np.broadcast_to, linear=True)
def broadcast_to(array, shape, *, out, g):
    return unbroadcast(g, array), None


@rule(np.tile, linear=True)
def tile(A, reps, *, out, g):
    return untile(g, A, reps), None


@rule(np.repeat, np.ndarray.repeat, linear=True)
def repeat(a, repeats, axis=None, *, out, g):
    return unrepeat(g, a, repeats, axis), None, None


@rule(np.pad)
def pad(array, pad_width, mode="constant", *, constant_values=0, out, g):
    grad_fill = pad_fill(g, array, pad_width, constant_values)
    return unpad(g, array, pad_width, mode), None, None, grad_fill


@pad.jvp
def pad_jvp(
    array, pad_width, mode="constant", *, constant_values=0, out, array_dot, constant_values_dot
):
    zeros = np.zeros_like(array)
    filled = np.pad(zeros, pad_width, constant_values=constant_values_dot)
    return np.pad(array_dot, pad_width, mode), None, None, filled


@rule(np.diagonal, np.ndarray.diagonal, linear=True)
def diagonal(a, offset=0, axis1=0, axis2=1, *, out, g):
    return undiagonal(g, a, offset, axis1, axis2), None, None, None


@rule(np.diag, linear=True)
def diag(v, k=0, *, out, g):
    if np.ndim(v) == 1:
        return np.diag(g, k), None
    return undiag(g, v, k), None


@rule(np.diagflat, linear=True)
def diagflat(v, k=0, *, out, g):
    return np.reshape(np.diag(g, k), np.shape(v)), None


@rule(np.trace, np.ndarray.trace, linear=True)
def trace(a, offset=0, axis1=0, axis2=1, *, out, g):
    return untrace(g, a, offset, axis1, axis2), None, None, None


@rule(np.tril, linear=True)
def tril(m, k=0, *, out, g):
    if np.ndim(m) > 1 and k == 0:
        return np.tril(g), None
    if np.ndim(m) > 1:
        return np.tril(g, k), None
    return unbroadcast(np.tril(g, k), m), None


@rule(np.triu, linear=True)
def triu(m, k=0, *, out, g):
    if np.ndim(m) > 1 and k == 0:
        return np.triu(g), None
    if np.ndim(m) > 1:
        return np.triu(g, k), None
    return unbroadcast(np.triu(g, k), m), None


@rule(np.diff, linear=True)
def diff(a, n=1, axis=-1, *, out, g):
    return undiff(g, a, n, axis), None, None


# Copies, conversions, and arrays made of numbers


@rule(own, linear=True)
def own_rule(x, *, out, g):
    return g


@rule(np.copy, np.ndarray.copy, linear=True)
def copy(a, order="K", *, out, g):
    return g, None


@rule(np.array)
def array(object, dtype=None, *, copy=True, out, g):
    if dtype is None:
        return g, None, None  # of a list too: element by element
    return recast(g, object, dtype), None, None


@array.jvp
def array_jvp(object, dtype=None, *, copy=True, out, object_dot):
    if dtype is None:
        return np.array(object_dot), None, None
    return recast(np.array(object_dot), out, dtype), None, None


@rule(np.asarray, np.asanyarray, np.ascontiguousarray, np.asfortranarray, np.asarray_chkfinite)
def asarray(a, dtype=None, *, out, g):
    if dtype is None:
        return g, None
    return recast(g, a, dtype), None


@asarray.jvp
def asarray_jvp(a, dtype=None, *, out, a_dot):
    if dtype is None:
        return np.asarray(a_dot), None
    return recast(np.asarray(a_dot), out, dtype), None


@rule(np.ndarray.astype, *((np.astype,) if hasattr(np, "astype") else ()))
def astype(x, dtype, *, copy=True, out, g):
    return recast(g, x, dtype), None, None


@astype.jvp
def astype_jvp(x, dtype, *, copy=True, out, x_dot):
    return recast(x_dot, out, dtype), None, None


@rule(np.full)
def full(shape, fill_value, dtype=None, *, out, g):
    return None, unbroadcast(recast(g, g, out.dtype), fill_value), None


@full.jvp
def full_jvp(shape, fill_value, dtype=None, *, out, fill_value_dot):
    return None, recast(np.full(shape, fill_value_dot), out, out.dtype), None


@rule(np.full_like)
def full_like(a, fill_value, dtype=None, *, out, g):
    return None, unbroadcast(recast(g, g, out.dtype), fill_value), None


@full_like.jvp
def full_like_jvp(a, fill_value, dtype=None, *, out, fill_value_dot):
    return None, recast(np.full(np.shape(a), fill_value_dot), out, out.dtype), None


@rule(np.linspace)
def linspace(start, stop, num=50, endpoint=True, *, out, g):
    t = np.linspace(0.0, 1.0, num, endpoint)
    grad_start = unbroadcast(np.tensordot(1 - t, g, 1), start)
    return grad_start, unbroadcast(np.tensordot(t, g, 1), stop), None, None


@linspace.jvp
def linspace_jvp(start, stop, num=50, endpoint=True, *, out, start_dot, stop_dot):
    from_start = np.linspace(np.broadcast_to(start_dot, np.shape(out)[1:]), 0.0, num, endpoint)
    from_stop = np.linspace(0.0, np.broadcast_to(stop_dot, np.shape(out)[1:]), num, endpoint)
    return from_start, from_stop, None, None


# The helpers above


@rule(untile, linear=True)
def untile_rule(x, like, reps, *, out, g):
    return np.tile(g, reps), None, None


@rule(unrepeat, linear=True)
def unrepeat_rule(x, like, repeats, axis=None, *, out, g):
    return np.repeat(g, repeats, axis), None, None, None


@rule(unpad, linear=True)
def unpad_rule(x, like, pad_width, mode="constant", *, out, g):
    return np.pad(g, pad_width, mode), None, None, None


@rule(pad_fill, linear=True)
def pad_fill_rule(x, like, pad_width, fill, *, out, g):
    return np.pad(np.zeros_like(like), pad_width, constant_values=g), None, None, None


@rule(undiagonal, linear=True)
def undiagonal_rule(x, like, offset=0, axis1=0, axis2=1, *, out, g):
    return np.diagonal(g, offset, axis1, axis2), None, None, None, None


@rule(undiag, linear=True)
def undiag_rule(x, like, k=0, *, out, g):
    return np.diag(g, k), None, None


@rule(untrace, linear=True)
def untrace_rule(x, like, offset=0, axis1=0, axis2=1, *, out, g):
    return np.trace(g, offset, axis1, axis2), None, None, None, None


@rule(undiff, linear=True)
def undiff_rule(x, like, n=1, axis=-1, *, out, g):
    return np.diff(g, n, axis), None, None, None


@rule(recast, linear=True)
def recast_rule(x, like, dtype, *, out, g):
    return recast(g, x, dtype), None, None
