"""What the derivatives of sums for integrals need."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import integrate

__all__ = [
    "along",
    "cumulative_transposed",
    "like_cumulative",
    "trapezoid_slopes",
    "trapezoid_weights",
    "unit_steps",
]


def along(x: Any, like: Any, axis: int) -> Any:
    """A vector laid along an axis of `like`; an array as it is.

    >>> along(np.ones(3), np.ones((3, 2)), 0).shape
    (3, 1)
    """
    if np.ndim(x) != 1:
        return x
    shape = [1] * np.ndim(like)
    shape[axis] = -1
    return np.reshape(x, shape)


def unit_steps(y: Any, axis: int) -> Any:
    """Points at distance 1, in the dtype of the values.

    >>> unit_steps(np.zeros((3, 2)), 0)
    array([0., 1., 2.])
    """
    return np.arange(np.shape(y)[axis], dtype=y.dtype)


def trapezoid_weights(x: Any, axis: int) -> Any:
    """What each value counts in the trapezoidal rule with points `x`.

    >>> trapezoid_weights(np.array([0.0, 1.0, 3.0]), -1)
    array([0.5, 1.5, 1. ])
    """
    x = np.moveaxis(x, axis, -1)
    steps = np.diff(x, axis=-1) / 2
    zero = np.zeros_like(x[..., :1])
    sums = np.concatenate([zero, steps], -1) + np.concatenate([steps, zero], -1)
    return np.moveaxis(sums, -1, axis)


def trapezoid_slopes(y: Any, axis: int) -> Any:
    """The derivatives of the trapezoidal rule in its points: `trapezoid_weights` transposed.

    >>> trapezoid_slopes(np.array([2.0, 4.0, 6.0]), -1)
    array([-3., -2.,  5.])
    """
    y = np.moveaxis(y, axis, -1)
    means = (y[..., 1:] + y[..., :-1]) / 2
    zero = np.zeros_like(y[..., :1])
    slopes = np.concatenate([zero, means], -1) - np.concatenate([means, zero], -1)
    return np.moveaxis(slopes, -1, axis)


def cumulative_transposed(g: Any, like: Any, x: Any, dx: Any, axis: int) -> Any:
    """The transposed map of `cumulative_trapezoid`, from values `like` at points `x` or `dx` apart.

    >>> cumulative_transposed(np.array([1.0, 1.0]), np.zeros(3), None, 1.0, -1)
    array([1. , 1.5, 0.5])
    """
    g = np.moveaxis(g, axis, -1)
    n = np.shape(like)[axis]
    g = g[..., np.shape(g)[-1] - n + 1 :]  # the first of as many as there are points is a constant
    steps = dx if x is None else np.diff(np.moveaxis(along(x, like, axis), axis, -1), axis=-1)
    halves = np.cumsum(g[..., ::-1], axis=-1)[..., ::-1] * steps / 2
    zero = np.zeros_like(halves[..., :1])
    sums = np.concatenate([zero, halves], -1) + np.concatenate([halves, zero], -1)
    return np.moveaxis(sums, -1, axis)


def like_cumulative(y: Any, like: Any, x: Any, dx: Any, axis: int) -> Any:
    """The integrals up to each point, with the starting point if `like` has it.

    >>> like_cumulative(np.array([1.0, 1.0]), np.zeros(2), None, 1.0, -1)
    array([0., 1.])
    """
    initial = 0 if np.shape(like)[axis] == np.shape(y)[axis] else None
    return integrate.cumulative_trapezoid(y, x, dx, axis, initial)
