"""Functions that rearrange, copy or convert the elements of one array."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import copy as copying

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.broadcasting import own, unbroadcast
from adcompile.runtime.shapes import (
    as_column,
    diff_ends,
    inverse_permutation,
    layout,
    opposite,
    pad_fill,
    recast,
    rolled_to,
    undiag,
    undiagonal,
    undiff,
    undiff_ends,
    unpad,
    unrepeat,
    untile,
    untrace,
    unview,
    view_as,
)

nondifferentiable(inverse_permutation, layout, opposite, rolled_to)

LISTS = (undiff_ends,)
FOLDABLE = (inverse_permutation, opposite, rolled_to)  # functions of constants
VIEWS = (
    unview,
    view_as,
    recast,
    unpad,
    undiag,
    np.asfortranarray,
    np.asarray_chkfinite,
)  # may share memory

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


@rule(np.diff)
def diff(a, n=1, axis=-1, prepend=None, append=None, *, out, g):
    if prepend is None and append is None:
        return undiff(g, a, n, axis), None, None, None, None
    parts = undiff_ends(g, a, n, axis, prepend, append)
    return parts[0], None, None, parts[1], parts[2]


@diff.jvp
def diff_jvp(a, n=1, axis=-1, prepend=None, append=None, *, out, a_dot, prepend_dot, append_dot):
    if prepend is None and append is None:
        return np.diff(a_dot, n, axis), None, None, None, None
    from_a = diff_ends((a_dot, 0, 0), a, n, axis, prepend, append)
    from_prepend = diff_ends((0, prepend_dot, 0), a, n, axis, prepend, append)
    from_append = diff_ends((0, 0, append_dot), a, n, axis, prepend, append)
    return from_a, None, None, from_prepend, from_append


@rule(np.ediff1d)
def ediff1d(ary, to_end=None, to_begin=None, *, out, g):
    n = np.size(ary) - 1
    if to_begin is None and to_end is None:
        return np.reshape(undiff(g, np.ravel(ary), 1, -1), np.shape(ary)), None, None
    if to_begin is None:
        inner = np.reshape(undiff(g[:n], np.ravel(ary), 1, -1), np.shape(ary))
        return inner, np.reshape(g[n:], np.shape(to_end)), None
    m = np.size(to_begin)
    inner = np.reshape(undiff(g[m : m + n], np.ravel(ary), 1, -1), np.shape(ary))
    return inner, np.reshape(g[m + n :], np.shape(to_end)), np.reshape(g[:m], np.shape(to_begin))


@ediff1d.jvp
def ediff1d_jvp(ary, to_end=None, to_begin=None, *, out, ary_dot, to_end_dot, to_begin_dot):
    n = np.size(ary) - 1
    if to_begin is None and to_end is None:
        return np.ediff1d(ary_dot), None, None
    m = np.size(out) - n
    if to_begin is None:
        ends = np.pad(np.ravel(to_end_dot), (n, 0))
        return np.pad(np.ediff1d(ary_dot), (0, m)), ends, None
    k = np.size(to_begin)
    begins = np.pad(np.ravel(to_begin_dot), (0, n + m - k))
    ends = np.pad(np.ravel(to_end_dot), (n + k, 0))
    return np.pad(np.ediff1d(ary_dot), (k, m - k)), ends, begins


@rule(np.vander)
def vander(x, N=None, increasing=False, *, out, g):
    n = np.shape(out)[1]
    if increasing is False:
        return np.sum(g[:, :-1] * (np.arange(n - 1, 0, -1) * out[:, 1:]), axis=1), None, None
    if increasing is True:
        return np.sum(g[:, 1:] * (np.arange(1, n) * out[:, :-1]), axis=1), None, None
    return NotImplemented, None, None


@vander.jvp
def vander_jvp(x, N=None, increasing=False, *, out, x_dot):
    n = np.shape(out)[1]
    if increasing is False:
        slopes = np.pad(np.arange(n - 1, 0, -1) * out[:, 1:], ((0, 0), (0, 1)))
        return np.expand_dims(x_dot, 1) * slopes, None, None
    if increasing is True:
        slopes = np.pad(np.arange(1, n) * out[:, :-1], ((0, 0), (1, 0)))
        return np.expand_dims(x_dot, 1) * slopes, None, None
    return NotImplemented, None, None


# Copies, conversions, and arrays made of numbers


@rule(own, linear=True)
def own_rule(x, *, out, g):
    return g


@rule(np.copy, np.ndarray.copy, linear=True)
def copy(a, order="K", *, out, g):
    return g, None


@rule(copying.copy, copying.deepcopy, linear=True)
def copied(x, *, out, g):
    return g


@rule(np.array)
def array(object, dtype=None, *, copy=True, order="K", ndmin=0, out, g):
    if dtype is None and ndmin == 0:
        return g, None, None, None, None  # of a list too: element by element
    if dtype is None:
        return np.reshape(g, np.shape(object)), None, None, None, None
    if ndmin == 0:
        return recast(g, object, dtype), None, None, None, None
    return recast(np.reshape(g, np.shape(object)), object, dtype), None, None, None, None


@array.jvp
def array_jvp(object, dtype=None, *, copy=True, order="K", ndmin=0, out, object_dot):
    if dtype is None and ndmin == 0:
        return np.array(object_dot), None, None, None, None
    if dtype is None:
        return np.array(object_dot, ndmin=ndmin), None, None, None, None
    return recast(np.array(object_dot, ndmin=ndmin), out, dtype), None, None, None, None


@rule(np.asarray, np.asanyarray, np.ascontiguousarray, np.asfortranarray, np.asarray_chkfinite)
def asarray(a, dtype=None, order=None, *, copy=None, out, g):
    if dtype is None:
        return g, None, None, None
    return recast(g, a, dtype), None, None, None


@asarray.jvp
def asarray_jvp(a, dtype=None, order=None, *, copy=None, out, a_dot):
    if dtype is None:
        return np.asarray(a_dot), None, None, None
    return recast(np.asarray(a_dot), out, dtype), None, None, None


@rule(np.fromiter)
def fromiter(iter, dtype, count=-1, *, out, g):
    if count == -1:
        return recast(g, g, dtype), None, None
    return NotImplemented, None, None


@fromiter.jvp
def fromiter_jvp(iter, dtype, count=-1, *, out, iter_dot):
    return recast(np.fromiter(iter_dot, dtype, count), out, dtype), None, None


@rule(np.require)
def require(a, dtype=None, requirements=None, *, out, g):
    if dtype is None:
        return g, None, None
    return recast(g, a, dtype), None, None


@require.jvp
def require_jvp(a, dtype=None, requirements=None, *, out, a_dot):
    if dtype is None:
        return np.asarray(a_dot), None, None
    return recast(np.asarray(a_dot), out, dtype), None, None


@rule(np.ndarray.astype)
def astype(x, dtype, order="K", casting="unsafe", subok=True, copy=True, *, out, g):
    return recast(g, x, dtype), None, None, None, None, None


@astype.jvp
def astype_jvp(x, dtype, order="K", casting="unsafe", subok=True, copy=True, *, out, x_dot):
    return recast(x_dot, out, dtype), None, None, None, None, None


if hasattr(np, "astype"):  # NumPy 2.1

    @rule(np.astype)
    def numpy_astype(x, dtype, /, *, copy=True, out, g):
        return recast(g, x, dtype), None, None

    @numpy_astype.jvp
    def numpy_astype_jvp(x, dtype, /, *, copy=True, out, x_dot):
        return recast(x_dot, out, dtype), None, None


@rule(np.ndarray.view)
def view(a, dtype=None, *, out, g):
    if dtype is None:
        return g, None
    return unview(g, a, dtype), None


@view.jvp
def view_jvp(a, dtype=None, *, out, a_dot):
    if dtype is None:
        return np.asarray(a_dot).view(), None
    return view_as(a_dot, a, dtype), None


@rule(unview, linear=True)
def unview_rule(x, like, dtype, *, out, g):
    return view_as(g, like, dtype), None, None


@rule(view_as, linear=True)
def view_as_rule(x, like, dtype, *, out, g):
    return unview(g, like, dtype), None, None


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
def linspace(start, stop, num=50, endpoint=True, *, axis=0, out, g):
    if axis != 0:
        g = np.moveaxis(g, axis, 0)
    t = np.linspace(0.0, 1.0, num, endpoint)
    grad_start = unbroadcast(np.tensordot(1 - t, g, 1), start)
    return grad_start, unbroadcast(np.tensordot(t, g, 1), stop), None, None, None


@linspace.jvp
def linspace_jvp(start, stop, num=50, endpoint=True, *, axis=0, out, start_dot, stop_dot):
    shape = np.broadcast_shapes(np.shape(start), np.shape(stop))
    from_start = np.linspace(np.broadcast_to(start_dot, shape), 0.0, num, endpoint, axis=axis)
    from_stop = np.linspace(0.0, np.broadcast_to(stop_dot, shape), num, endpoint, axis=axis)
    return from_start, from_stop, None, None, None


@rule(np.logspace)
def logspace(start, stop, num=50, endpoint=True, base=10.0, *, axis=0, out, g):
    if np.ndim(base) == 0 and axis == 0:
        h = g * out * np.log(base)
        t = np.linspace(0.0, 1.0, num, endpoint)
        grad_start = unbroadcast(np.tensordot(1 - t, h, 1), start)
        return (
            grad_start,
            unbroadcast(np.tensordot(t, h, 1), stop),
            None,
            None,
            NotImplemented,
            None,
        )
    return NotImplemented, NotImplemented, None, None, NotImplemented, None


@logspace.jvp
def logspace_jvp(
    start, stop, num=50, endpoint=True, base=10.0, *, axis=0, out, start_dot, stop_dot
):
    shape = np.broadcast_shapes(np.shape(start), np.shape(stop))
    from_start = np.linspace(np.broadcast_to(start_dot, shape), 0.0, num, endpoint, axis=axis)
    from_stop = np.linspace(0.0, np.broadcast_to(stop_dot, shape), num, endpoint, axis=axis)
    scale = out * np.log(base)
    return scale * from_start, scale * from_stop, None, None, NotImplemented, None


@rule(np.geomspace)
def geomspace(start, stop, num=50, endpoint=True, *, axis=0, out, g):
    h = g * out
    if axis != 0:
        h = np.moveaxis(h, axis, 0)
    t = np.linspace(0.0, 1.0, num, endpoint)
    grad_start = unbroadcast(np.tensordot(1 - t, h, 1), start) / start
    return grad_start, unbroadcast(np.tensordot(t, h, 1), stop) / stop, None, None, None


@geomspace.jvp
def geomspace_jvp(start, stop, num=50, endpoint=True, *, axis=0, out, start_dot, stop_dot):
    shape = np.broadcast_shapes(np.shape(start), np.shape(stop))
    first = np.broadcast_to(start_dot / start, shape)
    last = np.broadcast_to(stop_dot / stop, shape)
    from_start = out * np.linspace(first, 0.0, num, endpoint, axis=axis)
    from_stop = out * np.linspace(0.0, last, num, endpoint, axis=axis)
    return from_start, from_stop, None, None, None


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


@rule(undiff_ends, linear=True)
def undiff_ends_rule(x, like, n, axis, prepend, append, *, out, g):
    return diff_ends(g, like, n, axis, prepend, append), None, None, None, None, None


@rule(diff_ends, linear=True)
def diff_ends_rule(parts, like, n, axis, prepend, append, *, out, g):
    return undiff_ends(g, like, n, axis, prepend, append), None, None, None, None, None


@rule(as_column, linear=True)
def as_column_rule(x, like, *, out, g):
    return np.reshape(g, np.shape(x)), None
