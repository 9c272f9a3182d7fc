"""Derivatives by other means: complex steps and extrapolated differences, knowing no compiler.

The arguments of a function are given as a list; a direction `v` has one entry for each of the
`wrt` positions, with its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

__all__ = ["complex_step", "directional", "gradient", "inner", "random_like", "widened"]

STEP = 2e-3


def widened(x: Any) -> Any:
    """Single precision as double; anything else copied.

    >>> widened(np.float32(0.5)).dtype
    dtype('float64')
    """
    if isinstance(x, (np.ndarray, np.generic)):
        return x.astype(float) if x.dtype == np.float32 else x.copy()
    return x


def inner(a: Any, b: Any) -> Any:
    """The sum of the products of the entries of two equal structures.

    >>> inner((1.0, 2.0), (3.0, 4.0))
    11.0
    """
    if isinstance(a, (tuple, list)):
        return sum(inner(x, y) for x, y in zip(a, b, strict=True))
    assert np.shape(a) == np.shape(b)
    return np.sum(np.multiply(a, b)).item()


def random_like(x: Any, generator: np.random.Generator) -> Any:
    """Normal numbers in the structure, shape and dtype of `x`."""
    if isinstance(x, (tuple, list)):
        return tuple(random_like(part, generator) for part in x)
    if isinstance(x, (np.ndarray, np.generic)):
        return np.asarray(generator.normal(size=x.shape), x.dtype)[()]
    return generator.normal()


def moved(args: Sequence[Any], wrt: Sequence[int], v: Sequence[Any], t: Any) -> list[Any]:
    """The arguments, `t * v` further on, in double precision."""
    there = [widened(x) for x in args]
    for k, direction in zip(wrt, v, strict=True):
        there[k] = there[k] + t * widened(direction)
    return there


def directional(
    function: Callable[..., Any],
    args: Sequence[Any],
    wrt: Sequence[int],
    v: Sequence[Any],
    step: float = STEP,
) -> Any:
    """The derivative along `v`: central differences at three steps, extrapolated twice.

    Source: Richardson (1911), as Romberg's table; the error is of order `step ** 6`.

    >>> round(float(directional(lambda x: x**3, [2.0], [0], [1.0])), 9)
    12.0
    """

    def difference(h: float) -> Any:
        above = function(*moved(args, wrt, v, h))
        below = function(*moved(args, wrt, v, -h))
        return each(lambda a, b: (a - b) / (2 * h), above, below)

    wide, half, quarter = difference(step), difference(step / 2), difference(step / 4)
    return each(lambda a, b, c: (64 * c - 20 * b + a) / 45, wide, half, quarter)


def complex_step(
    function: Callable[..., Any], args: Sequence[Any], wrt: Sequence[int], v: Sequence[Any]
) -> Any:
    """The derivative along `v` of an analytic function, to the last digits.

    Source: Squire and Trapp (1998).
    """
    return each(lambda out: out.imag / 1e-30, function(*moved(args, wrt, v, 1e-30j)))


def gradient(
    function: Callable[..., Any], args: Sequence[Any], k: int, analytic: bool = False
) -> Any:
    """The gradient of a scalar function in argument `k`, entry by entry.

    >>> gradient(lambda x: np.sum(x * x), [np.array([1.0, 2.0])], 0, analytic=True)
    array([2., 4.])
    """
    along = complex_step if analytic else directional
    x = np.asarray(args[k])
    g = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        unit = np.zeros(x.shape)
        unit[i] = 1.0
        g[i] = along(function, args, [k], [unit[()]])
    return g[()]


def each(function: Callable[..., Any], first: Any, *others: Any) -> Any:
    """`function`, leaf by leaf of equal structures."""
    if isinstance(first, (tuple, list)):
        return tuple(each(function, *parts) for parts in zip(first, *others, strict=True))
    if isinstance(first, dict):
        return {k: each(function, first[k], *(o[k] for o in others)) for k in first}
    return function(*(np.asarray(x)[()] for x in (first, *others)))
