"""The adjoints of functions of sampled data: differences, integrals, histograms, covariances."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "bins_of",
    "gradient_like",
    "interval_of",
    "pairs",
    "panel_widths",
    "rows_of",
    "unbins",
    "ungradient",
    "unpairs",
    "unrows",
    "unwidths",
    "weight_of_rows",
]


def gradient_like(x: Any, varargs: Any, axis: Any, edge_order: int) -> Any:
    """`np.gradient`, with the spacings in one tuple.

    >>> gradient_like(np.array([1.0, 2.0, 4.0]), (), None, 1)
    array([1. , 1.5, 2. ])
    """
    return np.gradient(x, *varargs, axis=axis, edge_order=edge_order)  # type: ignore[call-overload]


def ungradient(x: Any, f: Any, varargs: Any, axis: Any, edge_order: int) -> Any:
    """The adjoint of `np.gradient(f, *varargs)`; of several axes, one that is 0 counts for nothing.

    >>> ungradient(np.array([1.0, 0.0, 0.0]), np.zeros(3), (), None, 1)
    array([-1.,  1.,  0.])
    """
    ndim = np.ndim(f)
    listed = tuple(range(ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    axes = [int(i) % ndim for i in listed]
    spacings = [*varargs] * (len(axes) if len(varargs) == 1 else 1) or [1.0] * len(axes)
    out = np.zeros(np.shape(f), np.result_type(*x))
    if len(axes) == 1:
        if np.shape(x) != np.shape(f):  # only some places were read, one by one
            x = np.array([*(np.broadcast_to(g, np.shape(f)[1:]) for g in x)])
            x = np.concatenate([x, np.zeros((len(f) - len(x), *np.shape(f)[1:]))])
        x = [x]
    for g, i, spacing in zip(x, axes, spacings):
        if np.ndim(g) == ndim:
            unslope(np.moveaxis(g, i, 0), np.moveaxis(out, i, 0), spacing, edge_order)
    return out


def unslope(x: Any, out: Any, spacing: Any, edge_order: int) -> None:
    """Add the adjoint of NumPy's differences along the first axis to `out`.

    >>> out = np.zeros(3)
    >>> unslope(np.array([0.0, 1.0, 0.0]), out, 2.0, 1)
    >>> out
    array([-0.25,  0.  ,  0.25])
    """
    n = len(out)
    d = np.diff(spacing) if np.ndim(spacing) else np.full(n - 1, spacing)
    d = np.reshape(d, (-1,) + (1,) * (np.ndim(out) - 1)).astype(out.real.dtype)
    near, far = d[:-1], d[1:]
    inner = x[1:-1]
    out[:-2] -= far / (near * (near + far)) * inner
    out[1:-1] += (far - near) / (near * far) * inner
    out[2:] += near / (far * (near + far)) * inner
    if edge_order == 1:
        out[0] -= x[0] / d[0]
        out[1] += x[0] / d[0]
        out[-2] -= x[-1] / d[-1]
        out[-1] += x[-1] / d[-1]
        return
    p, q, r, s = d[0], d[1], d[-2], d[-1]
    out[0] -= (2 * p + q) / (p * (p + q)) * x[0]
    out[1] += (p + q) / (p * q) * x[0]
    out[2] -= p / (q * (p + q)) * x[0]
    out[-3] += s / (r * (r + s)) * x[-1]
    out[-2] -= (r + s) / (r * s) * x[-1]
    out[-1] += (2 * s + r) / (s * (r + s)) * x[-1]


def pairs(y: Any, axis: int) -> Any:
    """The sums of neighbours along an axis.

    >>> pairs(np.array([1.0, 2.0, 4.0]), 0)
    array([3., 6.])
    """
    y = np.moveaxis(np.asarray(y), axis, 0)
    return np.moveaxis(y[1:] + y[:-1], 0, axis)


def unpairs(x: Any, like: Any, axis: int) -> Any:
    """Add `x` to both of the neighbours whose sums `pairs` takes.

    >>> unpairs(np.array([1.0, 10.0]), np.zeros(3), 0)
    array([ 1., 11., 10.])
    """
    out = np.zeros(np.shape(like), np.asarray(x).dtype)
    moved, x = np.moveaxis(out, axis, 0), np.asarray(x)
    x = np.moveaxis(x, axis, 0) if np.ndim(x) == np.ndim(like) else x
    moved[1:] += x
    moved[:-1] += x
    return out


def panel_widths(x: Any, y: Any, axis: int) -> Any:
    """The widths of the panels of the trapezoidal rule, so that they broadcast along the axis.

    >>> panel_widths(np.array([0.0, 1.0, 3.0]), np.zeros((3, 2)), 0)
    array([[1.],
           [2.]])
    """
    if np.ndim(x) != 1:
        return np.diff(x, axis=axis)
    shape = [1] * np.ndim(y)
    shape[axis] = -1
    return np.reshape(np.diff(x), shape)


def unwidths(d: Any, x: Any, y: Any, axis: int) -> Any:
    """The adjoint of `panel_widths`.

    >>> unwidths(np.array([1.0, 10.0]), np.zeros(3), np.zeros(3), 0)
    array([-1., -9., 10.])
    """
    if np.ndim(x) == 1:
        d = np.sum(np.moveaxis(d, axis, -1), axis=tuple(range(np.ndim(d) - 1)))
        axis = 0
    widths = [(1, 1) if i == axis % np.ndim(d) else (0, 0) for i in range(np.ndim(d))]
    d = -np.diff(np.pad(d, widths), axis=axis)
    extra = np.ndim(d) - np.ndim(x)
    d = np.sum(d, axis=tuple(range(extra)))
    ones = tuple(i for i, n in enumerate(np.shape(x)) if n == 1 and np.shape(d)[i] > 1)
    return np.sum(d, axis=ones, keepdims=True)


def interval_of(x: Any, xp: Any) -> Any:
    """The interval between sorted points `xp` in which `x` lies, the first or the last for those outside.

    >>> interval_of(np.array([-1.0, 0.0, 1.5, 9.0]), np.array([0.0, 1.0, 2.0]))
    array([0, 0, 1, 1])
    """
    return np.clip(np.searchsorted(xp, x, "right") - 1, 0, len(xp) - 2)


def bins_of(a: Any, edges: Any) -> Any:
    """The bin of a histogram in which each of `a` counts; -1 for those outside.

    >>> bins_of(np.array([0.0, 1.0, 2.0, 3.0]), np.array([0.0, 1.0, 2.0]))
    array([ 0,  1,  1, -1])
    """
    a = np.ravel(a)
    place = np.minimum(np.searchsorted(edges, a, "right") - 1, len(edges) - 2)
    return np.where((a >= edges[0]) & (a <= edges[-1]), place, -1)


def unbins(x: Any, bins: Any, like: Any) -> Any:
    """The element of `x` that belongs to the bin of each; 0 for those in none.

    >>> unbins(np.array([5.0, 7.0]), np.array([1, -1, 0]), np.zeros(3))
    array([7., 0., 5.])
    """
    return np.reshape(np.where(bins < 0, 0, np.take(x, np.maximum(bins, 0))), np.shape(like))


def rows_of(m: Any, rowvar: Any) -> Any:
    """The data of `np.cov` with a variable in each row.

    >>> rows_of(np.zeros(3), True).shape, rows_of(np.zeros((3, 2)), False).shape
    ((1, 3), (2, 3))
    """
    rows = np.atleast_2d(m)
    if rowvar or np.ndim(m) < 2:
        return rows
    if len(rows) == 1:
        raise ValueError("what one row means with rowvar=False depends on the version of NumPy")
    return rows.T


def unrows(x: Any, like: Any, rowvar: Any) -> Any:
    """`x` as the data `like` from which `rows_of` has made rows.

    >>> unrows(np.zeros((1, 3)), np.zeros(3), True).shape
    (3,)
    """
    return np.reshape(x if rowvar or np.ndim(like) < 2 else x.T, np.shape(like))


def weight_of_rows(n: int, bias: Any, ddof: Any) -> float:
    """What `np.cov` of `n` observations divides by.

    >>> weight_of_rows(5, False, None), weight_of_rows(5, True, None)
    (4, 5)
    """
    return n - (int(not bias) if ddof is None else ddof)
