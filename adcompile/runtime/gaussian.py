"""What the derivatives of the multivariate normal distribution need."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["full_covariance", "of_full_covariance", "vector_only", "whitened"]


def full_covariance(cov: Any, x: Any) -> Any:
    """The covariance matrix of points `x` that a number, variances or a matrix stand for.

    >>> full_covariance(2.0, np.ones(2))
    array([[2., 0.],
           [0., 2.]])
    """
    n = np.shape(x)[-1]
    whole = cov * np.eye(n) if np.ndim(cov) == 0 else np.diag(cov) if np.ndim(cov) == 1 else cov
    if np.shape(whole) != (n, n):
        raise ValueError("the derivative needs points with a last axis as long as the mean")
    return whole


def of_full_covariance(g: Any, cov: Any) -> Any:
    """The cotangent of what stands for a covariance matrix, from that of the matrix.

    >>> of_full_covariance(np.eye(2), 2.0)
    np.float64(2.0)
    """
    return np.trace(g) if np.ndim(cov) == 0 else np.diag(g) if np.ndim(cov) == 1 else g


def whitened(x: Any, mean: Any, matrix: Any) -> Any:
    """The inverse of a covariance matrix times the distance from the mean, for each point.

    >>> whitened(np.ones((3, 2)), np.zeros(2), 2 * np.eye(2)).shape
    (3, 2)
    """
    distance = x if mean is None else x - mean
    return np.linalg.solve(matrix, distance[..., None])[..., 0]


def vector_only(x: Any) -> Any:
    """`x`, which must be a vector: for others the derivative is not known.

    >>> vector_only(np.ones(2))
    array([1., 1.])
    """
    if np.ndim(x) != 1:
        raise ValueError("this derivative is known for vectors only")
    return x
