"""What the derivatives of distances need."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["city_block_grad", "condensed", "squared"]


def squared(x: Any) -> Any:
    """The symmetric matrix of what stands for each pair of points, with zeros on its diagonal.

    >>> squared(np.array([5.0]))
    array([[0., 5.],
           [5., 0.]])
    """
    n = int(np.ceil(np.sqrt(2 * np.size(x))))
    out = np.zeros((n, n), x.dtype)
    out[np.triu_indices(n, 1)] = x
    return out + out.T


def condensed(x: Any) -> Any:
    """The elements above the diagonal, row by row.

    >>> condensed(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([2.])
    """
    return x[np.triu_indices(np.shape(x)[0], 1)]


def city_block_grad(g: Any, x: Any, y: Any) -> Any:
    """The cotangent of the points `x` whose distances from `y` are sums of absolute differences.

    >>> city_block_grad(np.array([[1.0]]), np.array([[2.0, 0.0]]), np.array([[1.0, 3.0]]))
    array([[ 1., -1.]])
    """
    return np.sum(g[..., None] * np.sign(x[:, None] - y), axis=1)
