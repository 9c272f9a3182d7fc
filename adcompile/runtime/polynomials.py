"""The adjoints of functions of polynomials."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["deflated", "last_part", "same_size", "unpolyder", "unpolyint"]


def unpolyder(x: Any, like: Any, m: int = 1) -> Any:
    """The adjoint of `np.polyder(like, m)`.

    >>> unpolyder(np.array([1.0, 1.0]), np.zeros(3))
    array([2., 1., 0.])
    """
    n = np.size(like)
    if m >= n:
        return np.zeros_like(like)
    factors = np.polyder(np.ones(n), m)
    return np.append(x * factors, np.zeros(m, factors.dtype))


def unpolyint(x: Any, like: Any, m: int = 1) -> Any:
    """The adjoint of `np.polyint(like, m)`.

    >>> unpolyint(np.array([1.0, 1.0, 1.0]), np.zeros(2))
    array([0.5, 1. ])
    """
    n = np.size(like)
    x = np.asarray(x)[:n]
    for k in range(m):
        x = x / np.arange(n + k, k, -1)
    return np.reshape(x, np.shape(like))


def last_part(x: Any, like: Any) -> Any:
    """The last elements of `x`, as many as `like` has.

    >>> last_part(np.array([1.0, 2.0, 3.0]), np.zeros(2))
    array([2., 3.])
    """
    return np.reshape(x[np.size(x) - np.size(like) :], np.shape(like))


def same_size(x: Any, like: Any) -> Any:
    """`x`, which must have the shape of `like`: leading zeros change that of a product.

    >>> same_size(np.array([1.0]), np.zeros(1))
    array([1.])
    """
    if np.shape(x) != np.shape(like):
        raise ValueError("np.polymul has no derivative here where a leading coefficient is zero")
    return x


def deflated(p: Any, roots: Any) -> Any:
    """For each root of a polynomial, what is left of it without that factor.

    >>> deflated(np.array([1.0, -3.0, 2.0]), np.array([1.0, 2.0]))
    array([[ 1., -2.],
           [ 1., -1.]])
    """
    if np.ndim(roots) != 1:
        raise ValueError("np.poly has a derivative here for a vector of zeros only")
    rest = [np.full(np.shape(roots), p[0])]
    for k in range(1, np.size(roots)):
        rest.append(p[k] + roots * rest[-1])
    return np.stack(rest, axis=1)
