"""What the derivative of `np.linalg.norm` needs beyond NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.elementwise import divide_or_zero

__all__ = [
    "as_matrix",
    "direction",
    "from_matrix",
    "norm_exponent",
    "norm_share",
    "restore",
    "singular_weights",
]


def direction(x: Any, length: Any) -> Any:
    """The conjugate of `x / length`, and 0 where the length is 0.

    >>> direction(np.array([3.0, 4.0]), 5.0), direction(np.zeros(2), 0.0)
    (array([0.6, 0.8]), array([0., 0.]))
    """
    return divide_or_zero(np.conj(x) if np.iscomplexobj(x) else x, length)


def restore(x: Any, axis: Any, keepdims: bool) -> Any:
    """A reduced `x` with the dimensions that were reduced, so that it broadcasts.

    >>> restore(np.ones(3), 0, False).shape, restore(np.ones((1, 3)), 0, True).shape
    ((1, 3), (1, 3))
    """
    return x if keepdims or axis is None else np.expand_dims(x, axis)


def norm_axes(x: Any, axis: Any) -> tuple[int, ...]:
    """The one or two axes that `np.linalg.norm` reduces.

    >>> norm_axes(np.ones((2, 3)), None), norm_axes(np.ones((2, 3)), -1)
    ((0, 1), (1,))
    """
    axes = range(np.ndim(x)) if axis is None else np.ravel(axis)
    return tuple(int(i) % np.ndim(x) for i in axes)


def norm_share(x: Any, ord: Any, axis: Any) -> Any:
    """Which entries count: for maxima and minima those that attain it, in equal shares.

    >>> norm_share(np.array([2.0, -2.0, 1.0]), np.inf, None)
    array([0.5, 0.5, 0. ])
    >>> norm_share(np.array([[1.0, 2.0], [3.0, 4.0]]), 1, None)
    array([[0., 1.],
           [0., 1.]])
    """
    axes = norm_axes(x, axis)
    size = np.abs(x)
    if len(axes) == 2 and ord not in (None, "fro"):
        if ord not in (1, -1, np.inf, -np.inf):
            raise ValueError(f"the derivative of this matrix norm needs ord={ord!r} in the call")
        row, column = axes if abs(ord) == 1 else axes[::-1]
        size = np.sum(size, axis=row, keepdims=True)
        axes = (column,)
    elif ord not in (np.inf, -np.inf):
        return np.ones_like(size) * (ord != 0)
    pick = np.max if ord > 0 else np.min
    attained = np.asarray(size == pick(size, axis=axes, keepdims=True), size.dtype)
    return np.broadcast_to(attained / np.sum(attained, axis=axes, keepdims=True), np.shape(x))


def norm_exponent(x: Any, ord: Any, axis: Any) -> float:
    """The power of `abs(x) / norm` in the derivative.

    >>> norm_exponent(np.ones(2), 3, None), norm_exponent(np.ones(2), np.inf, None)
    (2, 0)
    """
    if ord in (None, "fro"):
        return 1
    flat = ord in (0, np.inf, -np.inf) or len(norm_axes(x, axis)) == 2
    return 0 if flat else ord - 1


def as_matrix(x: Any, axis: Any) -> Any:
    """`x` with the axes of the norm last: two of them, a vector becomes a column.

    >>> as_matrix(np.ones(3), None).shape, as_matrix(np.ones((2, 3, 4)), (0, 1)).shape
    ((3, 1), (4, 2, 3))
    """
    axes = norm_axes(x, axis)
    if len(axes) == 1:
        return np.expand_dims(np.moveaxis(x, axes, -1 * np.ones(1, int)), -1)
    return np.moveaxis(x, axes, (-2, -1))


def from_matrix(m: Any, x: Any, axis: Any) -> Any:
    """The array in the form of `x` of which `m` is `as_matrix`.

    >>> from_matrix(np.ones((4, 2, 3)), np.ones((2, 3, 4)), (0, 1)).shape
    (2, 3, 4)
    """
    axes = norm_axes(x, axis)
    return np.moveaxis(m[..., 0], -1, axes[0]) if len(axes) == 1 else np.moveaxis(m, (-2, -1), axes)


def singular_weights(s: Any, ord: Any) -> Any:
    """The derivative of a norm in each singular value; 0 for those that are 0.

    >>> singular_weights(np.array([3.0, 1.0, 0.0]), "nuc"), singular_weights(np.ones(2), 2)
    (array([1., 1., 0.]), array([0.5, 0.5]))
    """
    if ord == "nuc":
        return np.asarray(s > 0, s.dtype)
    extreme = s[..., :1] if ord == 2 else s[..., -1:]
    attained = np.asarray((s == extreme) & (s > 0), s.dtype)
    return divide_or_zero(attained, np.sum(attained, axis=-1, keepdims=True))
