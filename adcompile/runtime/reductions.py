"""Spreading the cotangent of a reduction back over what was reduced."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "along",
    "chosen_share",
    "chosen_size",
    "largest",
    "merge_axes",
    "product_of_others",
    "products_before",
    "quantile_grad",
    "quantile_position",
    "quantile_share",
    "quantile_tangent",
    "recurrence",
    "reduced_axes",
    "reduced_size",
    "smallest",
    "tie_share",
    "unalong",
    "unmerge_axes",
    "unreduce",
    "valid_share",
    "with_first",
    "without_first",
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


def quantile_position(q: Any, n: Any, method: str) -> Any:
    """The place of the `q`-quantile among `n` sorted numbers, counted from 0, by one of NumPy's methods.

    >>> float(quantile_position(0.25, 5, "linear")), float(quantile_position(0.25, 5, "weibull"))
    (1.0, 0.5)
    """
    discrete = {"lower": np.floor, "higher": np.ceil, "nearest": np.rint}
    if method in discrete:
        return discrete[method](q * (n - 1))
    if method == "midpoint":
        return (np.floor(q * (n - 1)) + np.ceil(q * (n - 1))) / 2
    if method == "inverted_cdf":
        return np.clip(np.ceil(n * q) - 1, 0, n - 1)
    if method == "averaged_inverted_cdf":
        whole = np.floor(n * q) == n * q
        return np.clip(np.where(whole, n * q - 0.5, np.ceil(n * q) - 1), 0, n - 1)
    if method == "closest_observation":
        place, even = n * q - 1.5, np.floor(n * q - 1.5) % 2 == 1
        return np.clip(np.floor(place) + ~((np.floor(place) == place) & even), 0, n - 1)
    alpha, beta = {
        "linear": (1, 1),
        "interpolated_inverted_cdf": (0, 1),
        "hazen": (0.5, 0.5),
        "weibull": (0, 0),
        "median_unbiased": (1 / 3, 1 / 3),
        "normal_unbiased": (3 / 8, 3 / 8),
    }[method]
    return np.clip(n * q + alpha + q * (1 - alpha - beta) - 1, 0, n - 1)


def quantile_share(x: Any, q: Any, axis: Any = None, method: str = "linear") -> Any:
    """The share of each element of `x` in its `q`-quantile; nan has none.

    >>> quantile_share(np.array([3.0, 1.0, 2.0, 4.0]), 0.5)
    array([0.5, 0. , 0.5, 0. ])
    """
    flat = np.asarray(merge_axes(x, axis))
    count = np.sum(~np.isnan(flat), axis=-1, keepdims=True)  # nan sorts last
    place = quantile_position(q, np.maximum(count, 1), method)
    low = np.floor(place).astype(int)
    weights = np.zeros_like(flat)
    np.put_along_axis(weights, low, 1 - (place - low), axis=-1)
    high = np.minimum(low + 1, np.maximum(count, 1) - 1)
    more = np.take_along_axis(weights, high, axis=-1) + (place - low)
    np.put_along_axis(weights, high, more, axis=-1)
    share = np.zeros_like(flat)
    np.put_along_axis(share, np.argsort(flat, axis=-1, kind="stable"), weights, axis=-1)
    return unmerge_axes(np.where(np.isnan(flat), 0, share), x, axis)


def quantile_grad(x: Any, a: Any, q: Any, axis: Any, method: str, keepdims: Any) -> Any:
    """Spread `x`, of the shape of the quantiles of `a`, over those that have a share in them.

    >>> quantile_grad(np.array([1.0, 10.0]), np.array([3.0, 1.0]), [0.0, 1.0], None, "linear", False)
    array([10.,  1.])
    """
    out = np.zeros_like(a, np.result_type(a, 1.0))
    for place in np.ndindex(np.shape(q)):
        share = quantile_share(a, np.asarray(q)[place], axis, method)
        out = out + unreduce(np.asarray(x)[place], a, axis, keepdims) * share
    return out


def quantile_tangent(a_dot: Any, a: Any, q: Any, axis: Any, method: str, keepdims: Any) -> Any:
    """How the quantiles of `a` move where `a` moves along `a_dot`.

    >>> quantile_tangent(np.array([1.0, 5.0]), np.array([3.0, 1.0]), [0.0, 0.5], None, "linear", False)
    array([5., 3.])
    """
    moved = [
        np.sum(
            a_dot * quantile_share(a, np.asarray(q)[place], axis, method),
            axis=axis,
            keepdims=keepdims,
        )
        for place in np.ndindex(np.shape(q))
    ]
    return np.reshape(np.stack(moved), np.shape(q) + np.shape(moved[0]))[()]


def chosen_size(x: Any, axis: Any, where: Any) -> Any:
    """How many elements of `x` the mask `where` leaves in each reduction over `axis`.

    >>> chosen_size(np.zeros((2, 2)), 1, np.array([[True, False], [True, True]]))
    array([[1.],
           [2.]])
    """
    dtype = np.asarray(x).real.dtype
    return np.sum(np.broadcast_to(where, np.shape(x)), axis=axis, dtype=dtype, keepdims=True)


def chosen_share(x: Any, extreme: Any, axis: Any, initial: Any, where: Any) -> Any:
    """The share of each element of `x` that `where` chooses in a maximum or minimum `extreme`.

    Ties share evenly, but `initial` takes it all.

    >>> chosen_share(np.array([1.0, 3.0, 3.0]), 3.0, None, 0.0, np.array([True, True, False]))
    array([0., 1., 0.])
    """
    mask = np.equal(x, extreme) & np.broadcast_to(where, np.shape(x))
    if initial is not None:
        mask = mask & np.not_equal(extreme, initial)
    count = np.sum(mask, axis=axis, dtype=np.asarray(x).dtype, keepdims=True)
    return mask / np.maximum(count, 1)


def without_first(x: Any, like: Any, axis: Any) -> Any:
    """`x` without what it has before the elements of `like`, along `axis`.

    >>> without_first(np.array([0.0, 1.0, 2.0]), np.zeros(2), None)
    array([1., 2.])
    """
    axis = 0 if axis is None else axis % np.ndim(x)
    extra = np.shape(x)[axis] - np.shape(like)[axis]
    return x[(slice(None),) * axis + (slice(extra, None),)]


def with_first(x: Any, like: Any, axis: Any) -> Any:
    """`x` with zeros before it, to the shape of `like`.

    >>> with_first(np.array([1.0, 2.0]), np.zeros(3), None)
    array([0., 1., 2.])
    """
    axis = 0 if axis is None else axis % np.ndim(x)
    extra = np.shape(like)[axis] - np.shape(x)[axis]
    return np.pad(x, [(extra if i == axis else 0, 0) for i in range(np.ndim(x))])


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


def largest(x: Any) -> Any:
    """`max(x)` of a sequence: the first of those that are largest.

    >>> largest([1.0, 3.0])
    3.0
    """
    return max(x)


def smallest(x: Any) -> Any:
    """`min(x)` of a sequence: the first of those that are smallest.

    >>> smallest([1.0, 3.0])
    1.0
    """
    return min(x)
