"""What the derivatives of transforms, convolutions and filters need beyond SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "embedded",
    "end_weights",
    "extracted",
    "half_weights",
    "lagged_sums",
    "opposite_norm",
    "resized",
    "transposed_type",
]


def resized(x: Any, like: Any) -> Any:
    """`x` in the shape of `like`: cut off, or with zeros behind, along each axis.

    >>> resized(np.array([1.0, 2.0]), np.zeros(3))
    array([1., 2., 0.])
    """
    out = np.zeros(np.shape(like), x.dtype)
    both = tuple(slice(min(n, m)) for n, m in zip(np.shape(x), np.shape(like)))
    out[both] = x[both]
    return out


def opposite_norm(norm: Any) -> Any:
    """The norm that scales an inverse transform as the transform is scaled.

    >>> opposite_norm(None), opposite_norm("ortho")
    ('forward', 'ortho')
    """
    return {None: "forward", "backward": "forward", "forward": "backward"}.get(norm, norm)


def half_weights(x: Any, n: Any, axis: int) -> Any:
    """How often each element of half a spectrum, of `n` real numbers, stands in the whole of it.

    >>> half_weights(np.ones(3), 4, -1)
    array([1., 2., 1.])
    """
    m = np.shape(x)[axis]
    weights = np.full(m, 2.0, dtype=np.real(x).dtype)
    weights[0] = 1
    if n % 2 == 0:
        weights[n // 2 : n // 2 + 1] = 1
    weights[n // 2 + 1 :] = 0
    shape = [1] * np.ndim(x)
    shape[axis] = m
    return np.reshape(weights, shape)


def transposed_type(type: int) -> int:
    """The type of the cosine or sine transform whose matrix is the transposed one, up to its ends.

    >>> [transposed_type(k) for k in (1, 2, 3, 4)]
    [1, 3, 2, 4]
    """
    return {2: 3, 3: 2}.get(type, type)


def end_weights(x: Any, type: int, norm: Any, axis: int, sine: bool, after: bool) -> Any:
    """What the transposed transform multiplies the ends with, before or `after` it.

    >>> end_weights(np.ones(3), 2, None, -1, False, False), end_weights(np.ones(3), 2, "ortho", 0, False, True)
    (array([2., 1., 1.]), array([1., 1., 1.]))
    """
    n = np.shape(x)[axis]
    weights = np.ones(n, dtype=np.real(x).dtype)
    if norm != "ortho":
        ends = [-1] if sine else [0]
        if type == 1 and not sine:
            weights[[0, -1]] = 0.5 if after else 2
        elif (type == 2 and not after) or (type == 3 and after):
            weights[ends] = 0.5 if after else 2
    shape = [1] * np.ndim(x)
    shape[axis] = n
    return np.reshape(weights, shape)


def corner(in1: Any, in2: Any, mode: str, up: bool) -> Any:
    """Where the result of a convolution starts in the full one; is the middle rounded up?"""
    if mode == "full":
        return [0] * np.ndim(in1)
    if mode == "valid":
        return [min(n, m) - 1 for n, m in zip(np.shape(in1), np.shape(in2))]
    return [(m - 1 + up) // 2 for m in np.shape(in2)]


def embedded(x: Any, in1: Any, in2: Any, mode: str, up: bool = False) -> Any:
    """The result of a convolution in its place in the full one, among zeros.

    >>> embedded(np.array([5.0]), np.ones(2), np.ones(2), "valid")
    array([0., 5., 0.])
    """
    out = np.zeros([n + m - 1 for n, m in zip(np.shape(in1), np.shape(in2))], x.dtype)
    start = corner(in1, in2, mode, up)
    out[tuple(slice(s, s + n) for s, n in zip(start, np.shape(x)))] = x
    return out


def extracted(x: Any, in1: Any, in2: Any, mode: str, up: bool = False) -> Any:
    """The part of a full convolution that the result in this mode is.

    >>> extracted(np.array([1.0, 2.0, 3.0]), np.ones(2), np.ones(2), "valid")
    array([2.])
    """
    if mode == "full":
        return x
    pairs = list(zip(np.shape(in1), np.shape(in2)))
    sizes = [n if mode == "same" else abs(n - m) + 1 for n, m in pairs]
    return x[tuple(slice(s, s + n) for s, n in zip(corner(in1, in2, mode, up), sizes))]


def lagged_sums(g: Any, x: Any, like: Any, axis: int) -> Any:
    """The sums of `g[n] * x[n - k]` along an axis, for as many lags `k` as `like` is long.

    >>> lagged_sums(np.array([1.0, 1.0, 1.0]), np.array([1.0, 2.0, 4.0]), np.ones(2), -1)
    array([7., 3.])
    """
    g, x = np.moveaxis(g, axis, -1), np.moveaxis(x, axis, -1)
    n = np.shape(x)[-1]
    return np.array([np.sum(g[..., k:] * x[..., : max(n - k, 0)]) for k in range(len(like))])
