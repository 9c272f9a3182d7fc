"""The adjoints of `accumulate` and `reduceat`."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["first_and_others", "last_extreme", "unaccumulate", "unreduceat"]


def first_and_others(x: Any, axis: Any) -> Any:
    """1 at the first place along `axis`, -1 at all others: the signs of `x[0] - x[1] - ...`.

    >>> first_and_others(np.zeros(3), 0)
    array([ 1., -1., -1.])
    """
    x = np.asarray(x)
    signs = np.full(np.shape(x)[axis], -1, x.real.dtype)
    signs[:1] = 1
    return np.reshape(signs, (-1,) + (1,) * (np.ndim(x) - 1 - axis % np.ndim(x)))


def last_extreme(x: Any, extremes: Any, axis: int) -> Any:
    """For each running maximum or minimum, the place along `axis` from which it is.

    >>> last_extreme(np.array([1.0, 3.0, 2.0, 3.0]), np.array([1.0, 3.0, 3.0, 3.0]), 0)
    array([0, 1, 1, 3])
    """
    shape = (-1,) + (1,) * (np.ndim(x) - 1 - axis % np.ndim(x))
    places = np.reshape(np.arange(np.shape(x)[axis]), shape)
    return np.maximum.accumulate(np.where(np.equal(x, extremes), places, 0), axis)


def unaccumulate(x: Any, places: Any, axis: int) -> Any:
    """Add each element of `x` at its place along `axis`.

    >>> unaccumulate(np.array([1.0, 2.0, 4.0]), np.array([0, 1, 1]), 0)
    array([1., 6., 0.])
    """
    out = np.zeros_like(x)
    grid = list(np.indices(np.shape(x), sparse=True))
    grid[axis] = places
    np.add.at(out, tuple(grid), x)
    return out


def unreduceat(x: Any, like: Any, indices: Any, axis: int) -> Any:
    """The adjoint of `np.add.reduceat`: spread each sum over the elements that it adds.

    >>> unreduceat(np.array([1.0, 10.0]), np.zeros(4), [0, 2], 0)
    array([ 1.,  1., 10., 10.])
    """
    x, out = np.moveaxis(x, axis, 0), np.zeros(np.shape(like), x.dtype)
    rows = np.moveaxis(out, axis, 0)
    starts = np.asarray(indices)
    ends = np.append(starts[1:], len(rows))
    for k, (start, end) in enumerate(zip(starts, np.maximum(ends, starts + 1))):
        rows[start:end] += x[k]
    return out
