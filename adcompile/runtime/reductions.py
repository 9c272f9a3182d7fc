"""Spreading the cotangent of a reduction back over what was reduced."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "along",
    "merge_axes",
    "product_of_others",
    "products_before",
    "quantile_share",
    "recurrence",
    "reduced_axes",
    "reduced_size",
    "tie_share",
    "unalong",
    "unmerge_axes",
    "unreduce",
    "valid_share",
]


def unreduce(x: Any, like: Any, axis: Any = None, keepdims: Any = False) -> Any:
    """Spread `x`, of the shape that reducing `like` gives, over the shape of `like`.

    >>> unreduce(np.array([1.0, 2.0]), np.zeros((2, 3)), 1)
    array([[1., 1., 1.],
           [2., 2., 2.]])
    """
    if axis is not None and not keepdims:
        x = np.expand_dims(x, axis)
    return np.broadcast_to(x, np.shape(like))


def reduced_axes(axis: Any, ndim: int) -> tuple[int, ...]:
    """The axes that `axis` (None, an int, a tuple) stands for, counted from 0.

    >>> reduced_axes(None, 2), reduced_axes(-1, 2), reduced_axes((0, -1), 3)
    ((0, 1), (1,), (0, 2))
    """
    if axis is None or ndim == 0:  # NumPy lets a number have the axis 0 or -1
        return tuple(range(ndim))
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    return tuple(int(i) % ndim for i in axes)


def reduced_size(x: Any, axis: Any = None) -> int:
    """How many elements of `x` go into one element of its reduction over `axis`.

    >>> reduced_size(np.zeros((2, 3)), 1), reduced_size(np.zeros((2, 3)))
    (3, 6)
    """
    size = 1
    for i in reduced_axes(axis, np.ndim(x)):
        size *= np.shape(x)[i]
    return size


def merge_axes(x: Any, axis: Any = None) -> Any:
    """`x` with the axes `axis` merged into one, the last.

    >>> merge_axes(np.arange(6).reshape(2, 3), 0)
    array([[0, 3],
           [1, 4],
           [2, 5]])
    """
    axes = reduced_axes(axis, np.ndim(x))
    others = tuple(i for i in range(np.ndim(x)) if i not in axes)
    shape = tuple(np.shape(x)[i] for i in others) + (reduced_size(x, axis),)
    return np.reshape(np.transpose(x, others + axes), shape)


def unmerge_axes(x: Any, like: Any, axis: Any = None) -> Any:
    """Undo `merge_axes(like, axis)`.

    >>> unmerge_axes(np.array([[0, 3], [1, 4], [2, 5]]), np.zeros((2, 3)), 0)
    array([[0, 1, 2],
           [3, 4, 5]])
    """
    axes = reduced_axes(axis, np.ndim(like))
    order = tuple(i for i in range(np.ndim(like)) if i not in axes) + axes
    x = np.reshape(x, tuple(np.shape(like)[i] for i in order))
    return np.transpose(x, tuple(order.index(i) for i in range(len(order))))


def tie_share(x: Any, extreme: Any, axis: Any = None) -> Any:
    """The share of each element of `x` in its maximum or minimum `extreme`: ties share evenly.

    >>> tie_share(np.array([[3.0, 1.0], [2.0, 2.0]]), np.array([[3.0], [2.0]]), 1)
    array([[1. , 0. ],
           [0.5, 0.5]])
    """
    mask = np.equal(x, extreme)
    return mask / np.sum(mask, axis=axis, dtype=np.asarray(x).dtype, keepdims=True)


def valid_share(x: Any, axis: Any = None) -> Any:
    """The share of each element of `x` in a mean that skips nan: 0 for nan itself.

    >>> valid_share(np.array([1.0, np.nan, 3.0]))
    array([0.5, 0. , 0.5])
    """
    mask = ~np.isnan(x)
    count = np.sum(mask, axis=axis, dtype=np.asarray(x).dtype, keepdims=True)
    return mask / np.maximum(count, 1)


def quantile_share(x: Any, q: float, axis: Any = None) -> Any:
    """The share of each element of `x` in its `q`-quantile (linear between neighbours).

    >>> quantile_share(np.array([3.0, 1.0, 2.0, 4.0]), 0.5)
    array([0.5, 0. , 0.5, 0. ])
    """
    flat = np.asarray(merge_axes(x, axis))
    n = flat.shape[-1]
    low = int(np.floor(q * (n - 1)))
    weights = np.zeros(n, flat.dtype)
    weights[low] = 1 - (q * (n - 1) - low)
    weights[min(low + 1, n - 1)] += q * (n - 1) - low
    share = np.zeros_like(flat)
    order = np.argsort(flat, axis=-1, kind="stable")
    np.put_along_axis(share, order, np.broadcast_to(weights, flat.shape), axis=-1)
    return unmerge_axes(share, x, axis)


def products_before(x: Any) -> Any:
    """Along the last axis, the product of all elements before each.

    >>> products_before(np.array([2.0, 3.0, 4.0]))
    array([1., 2., 6.])
    """
    out = np.ones_like(x)
    out[..., 1:] = np.cumprod(x[..., :-1], axis=-1)
    return out


def recurrence(x: Any, v: Any) -> Any:
    """Along the last axis, r[0] = 0 and r[j + 1] = v[j] + x[j] * r[j].

    Composes the steps in pairs, pairs of pairs, ...: log2(n) array operations, no division.

    >>> recurrence(np.array([2.0, 3.0, 5.0]), np.array([1.0, 10.0, 100.0]))
    array([ 0.,  1., 13.])
    """
    out, factor = np.zeros_like(v), np.zeros_like(x)
    out[..., 1:] = v[..., :-1]
    factor[..., 1:] = x[..., :-1]
    step = 1
    while step < np.shape(x)[-1]:
        out[..., step:] += factor[..., step:] * out[..., :-step]
        factor[..., step:] *= factor[..., :-step].copy()
        step *= 2
    return out


def product_of_others(x: Any, axis: Any = None) -> Any:
    """For each element, the product of all others along `axis`: exact where elements are 0.

    >>> product_of_others(np.array([2.0, 0.0, 4.0]))
    array([0., 8., 0.])
    """
    flat = merge_axes(x, axis)
    before = products_before(flat)
    after = np.flip(products_before(np.flip(flat, -1)), -1)
    return unmerge_axes(before * after, x, axis)


def along(weights: Any, like: Any, axis: Any = None) -> Any:
    """The weights of `np.average` over the shape of `like`, whose axes `axis` they belong to.

    >>> along(np.array([1.0, 2.0]), np.zeros((2, 3)), 0)
    array([[1., 1., 1.],
           [2., 2., 2.]])
    """
    if weights is None:
        return np.ones_like(like)
    if np.ndim(weights) not in (0, np.ndim(like)):
        axes = reduced_axes(axis, np.ndim(like))
        shape = tuple(n if i in axes else 1 for i, n in enumerate(np.shape(like)))
        weights = np.reshape(np.transpose(weights, np.argsort(axes)), shape)
    return np.broadcast_to(weights, np.shape(like))


def unalong(x: Any, weights: Any, axis: Any = None) -> Any:
    """Sum `x` down to the shape of `weights`, the adjoint of `along`.

    >>> unalong(np.ones((2, 3)), np.zeros(2), 0)
    array([3., 3.])
    """
    if np.ndim(weights) == np.ndim(x):
        return x
    axes = reduced_axes(axis, np.ndim(x))
    x = np.sum(x, axis=tuple(i for i in range(np.ndim(x)) if i not in axes))
    return np.transpose(x, np.argsort(np.argsort(axes)))
