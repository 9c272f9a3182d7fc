"""What the adjoints of Fourier transforms need beside Fourier transforms."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "first_axes",
    "fit_axes",
    "last_axis",
    "last_size",
    "transformed_axes",
    "weigh_pairs",
]


def weigh_pairs(x: Any, n: Any, axis: int, weight: float) -> Any:
    """Half a spectrum, of a real signal of length `n`, with its middle multiplied by `weight`.

    Each coefficient but the first, and the last of an even length, stands for itself and for its
    conjugate, which a half spectrum leaves away.

    >>> weigh_pairs(np.ones(3), 4, 0, 2.0), weigh_pairs(np.ones(3), 5, 0, 2.0)
    (array([1., 2., 1.]), array([1., 2., 2.]))
    """
    weights = np.full(n // 2 + 1, weight, np.real(x).dtype)
    weights[0] = 1
    weights[(n + 1) // 2 :] = 1
    return x * np.reshape(weights, (-1,) + (1,) * (np.ndim(x) - 1 - axis % np.ndim(x)))


def fit_axes(x: Any, like: Any) -> Any:
    """`x` cut at the end, or filled with zeros, to the shape of `like`.

    >>> fit_axes(np.array([1.0, 2.0, 3.0]), np.zeros(2)), fit_axes(np.array([1.0]), np.zeros(2))
    (array([1., 2.]), array([1., 0.]))
    """
    if np.shape(x) == np.shape(like):
        return x
    both = tuple(slice(min(m, n)) for m, n in zip(np.shape(x), np.shape(like)))
    out = np.zeros(np.shape(like), x.dtype)
    out[both] = x[both]
    return out


def transformed_axes(x: Any, s: Any = None, axes: Any = None) -> tuple[int, ...]:
    """The axes that an n-dimensional transform of `x` goes over.

    >>> x = np.zeros((2, 3, 4))
    >>> transformed_axes(x), transformed_axes(x, (4,)), transformed_axes(x, None, [-3])
    ((0, 1, 2), (2,), (0,))
    """
    ndim = np.ndim(x)
    if axes is None:
        axes = range(ndim) if s is None else range(ndim - len(s), ndim)
    known = tuple(int(i) % ndim for i in axes)
    if len(set(known)) < len(known):
        raise ValueError("a Fourier transform along one axis twice has no derivative here")
    return known


def first_axes(x: Any, s: Any = None, axes: Any = None) -> tuple[int, ...]:
    """All axes but the last of an n-dimensional transform of `x`.

    >>> first_axes(np.zeros((2, 3, 4))), first_axes(np.zeros((2, 3)), None, (1, 0))
    ((0, 1), (1,))
    """
    return transformed_axes(x, s, axes)[:-1]


def last_axis(x: Any, s: Any = None, axes: Any = None) -> int:
    """The last axis of an n-dimensional transform of `x`.

    >>> last_axis(np.zeros((2, 3, 4))), last_axis(np.zeros((2, 3)), None, (1, 0))
    (2, 0)
    """
    return transformed_axes(x, s, axes)[-1]


def last_size(x: Any, s: Any = None, axes: Any = None) -> int:
    """The length to which the last axis of a transform of `x` is cut or filled.

    >>> last_size(np.zeros((2, 3))), last_size(np.zeros((2, 3)), (2, 5))
    (3, 5)
    """
    if s is None or s[-1] in (None, -1):
        return int(np.shape(x)[last_axis(x, s, axes)])
    return int(s[-1])
