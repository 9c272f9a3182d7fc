"""What the derivatives of linear algebra need beyond NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.products import swap

__all__ = [
    "adjoint",
    "cofactor",
    "cofactor_tangent",
    "columns",
    "dense",
    "diagonal_part",
    "dual",
    "dual_part",
    "first_of",
    "fit_residuals",
    "gaps",
    "imaginary",
    "last_of",
    "lower",
    "matrix_size",
    "real_only",
    "residual_weights",
    "thin",
    "used_columns",
    "widened",
]


def adjoint(x: Any) -> Any:
    """The conjugate transpose of a matrix, or of each of a stack of matrices.

    >>> adjoint(np.array([[1.0, 2j]]))
    array([[1.-0.j],
           [0.-2.j]])
    """
    return np.conj(swap(x))


def dense(g: Any, like: Any) -> Any:
    """The cotangent `g`, or zeros like `like` where it is the integer 0 of a value nobody used.

    >>> dense(0, np.ones(2)), dense(np.array([1.0, 2.0]), np.ones(2))
    (array([0., 0.]), array([1., 2.]))
    """
    return np.zeros_like(like) if isinstance(g, int) else g


def columns(x: Any, a: Any) -> Any:
    """The right-hand side of a system with matrix `a`: a vector as a matrix of one column.

    >>> columns(np.ones(3), np.eye(3)).shape, columns(np.ones((3, 2)), np.eye(3)).shape
    ((3, 1), (3, 2))
    """
    return np.expand_dims(x, -1) if np.ndim(x) < np.ndim(a) else x


def lower(x: Any, upper: bool) -> Any:
    """A Cholesky factor in its lower form: the conjugate transpose if it is the upper one.

    >>> lower(np.array([[1.0, 2.0], [0.0, 3.0]]), True)
    array([[1., 0.],
           [2., 3.]])
    """
    return adjoint(x) if upper else x


def real_only(x: Any) -> Any:
    """`x`, which must be real: the derivative in question is not known for complex matrices.

    >>> real_only(np.ones(2))
    array([1., 1.])
    """
    if np.iscomplexobj(x):
        raise TypeError("this derivative is known for real matrices only")
    return x


def imaginary(x: Any) -> Any:
    """`1j * x.imag`, which is zero for real `x`.

    >>> imaginary(np.array([1.0 + 2.0j])), imaginary(np.array([1.0]))
    (array([0.+2.j]), array([0.]))
    """
    return 1j * np.imag(x) if np.iscomplexobj(x) else np.zeros_like(x)


def gaps(w: Any) -> Any:
    """The matrix of `1 / (w[j] - w[i])`, and 0 where the two are equal.

    >>> gaps(np.array([1.0, 3.0, 3.0]))
    array([[ 0. ,  0.5,  0.5],
           [-0.5,  0. ,  0. ],
           [-0.5,  0. ,  0. ]])
    """
    difference = np.expand_dims(w, -2) - np.expand_dims(w, -1)
    equal = difference == 0
    return ~equal / (difference + equal)


# -- least squares, arrays as matrices ---------------------------------------------------------


def residual_weights(x: Any, like: Any) -> Any:
    """The cotangent of the sums of squares that `np.linalg.lstsq` returns, 0 where it returns none.

    >>> residual_weights(np.array([2.0]), np.zeros((3, 1))), residual_weights(0, np.zeros((1, 2)))
    (array([2.]), array([0., 0.]))
    """
    if np.size(x) != np.shape(like)[-1] or np.ndim(x) == 0:
        return np.zeros(np.shape(like)[-1], np.asarray(like).real.dtype)
    return x


def fit_residuals(x: Any, like: Any) -> Any:
    """`x` as `np.linalg.lstsq` returns it: empty if it returns none.

    >>> fit_residuals(np.array([2.0]), np.zeros(0))
    array([], dtype=float64)
    """
    return x if np.shape(x) == np.shape(like) else np.zeros_like(like)


def matrix_size(a: Any, ind: int) -> int:
    """The number of rows of an array as a matrix whose columns are its axes from `ind`.

    >>> matrix_size(np.zeros((2, 3, 6)), 2)
    6
    """
    return int(np.prod(np.shape(a)[ind:]))


def first_of(s: Any) -> Any:
    """1 at the first place of the last axis, else 0.

    >>> first_of(np.zeros(3))
    array([1., 0., 0.])
    """
    return (np.arange(np.shape(s)[-1]) == 0).astype(np.asarray(s).dtype)


def last_of(s: Any) -> Any:
    """1 at the last place of the last axis, else 0.

    >>> last_of(np.zeros(3))
    array([0., 0., 1.])
    """
    return first_of(s)[::-1]


# -- determinants ----------------------------------------------------------------------------


def products_of_others(s: Any) -> Any:
    """The product of all other elements along the last axis, without a division.

    >>> products_of_others(np.array([2.0, 3.0, 0.0]))
    array([0., 0., 6.])
    """
    ones = np.ones_like(s[..., :1])
    before = np.cumprod(np.concatenate([ones, s[..., :-1]], axis=-1), axis=-1)
    after = np.cumprod(np.concatenate([ones, s[..., :0:-1]], axis=-1), axis=-1)
    return before * after[..., ::-1]


def cofactor(a: Any) -> Any:
    """The derivative of the determinant, finite also where `a` is singular.

    From the singular value decomposition, as a cofactor matrix of a product is the product of
    the cofactor matrices.

    >>> np.round(cofactor(np.array([[1.0, 2.0], [2.0, 4.0]])), 6)
    array([[ 4., -2.],
           [-2.,  1.]])
    """
    u, s, vh = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(vh)
    scale = np.expand_dims(sign, -1) * products_of_others(s)
    return (np.conj(u) * np.expand_dims(scale, -2)) @ np.conj(vh)


def cofactor_tangent(a: Any, h: Any) -> Any:
    """The derivative of `cofactor(a)` in the direction `h`: the determinant's Hessian times `h`.

    >>> np.round(cofactor_tangent(np.zeros((2, 2)), np.array([[1.0, 2.0], [3.0, 4.0]])), 6) + 0.0
    array([[ 4., -3.],
           [-2.,  1.]])
    """
    u, s, vh = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(vh)
    k = adjoint(u) @ h @ adjoint(vh)
    n = np.shape(s)[-1]
    pairs = np.stack([products_of_others(np.where(np.arange(n) == i, 1, s)) for i in range(n)], -2)
    pairs = pairs * (1 - np.eye(n, dtype=s.dtype))  # products without the i-th and the j-th
    on_diagonal = pairs @ np.expand_dims(np.diagonal(k, axis1=-2, axis2=-1), -1)
    inner = on_diagonal * np.eye(n, dtype=s.dtype) - pairs * swap(k)
    return np.expand_dims(sign, (-2, -1)) * (np.conj(u) @ inner @ np.conj(vh))


# -- dual numbers: a function of [[a, h], [0, a]] has its derivative along h in the corner ------


def dual(a: Any, h: Any) -> Any:
    """The block matrix `[[a, h], [0, a]]`.

    >>> dual(np.array([[1.0]]), np.array([[2.0]]))
    array([[1., 2.],
           [0., 1.]])
    """
    top = np.concatenate([a, h], axis=-1)
    return np.concatenate([top, np.concatenate([np.zeros_like(a), a], axis=-1)], axis=-2)


def dual_part(x: Any) -> Any:
    """The upper right block of four.

    >>> dual_part(np.array([[1.0, 2.0], [0.0, 1.0]]))
    array([[2.]])
    """
    n = np.shape(x)[-1] // 2
    return x[..., :n, n:]


def diagonal_part(x: Any) -> Any:
    """The sum of the two blocks on the diagonal of four.

    >>> diagonal_part(np.array([[1.0, 2.0], [0.0, 1.0]]))
    array([[2.]])
    """
    n = np.shape(x)[-1] // 2
    return x[..., :n, :n] + x[..., n:, n:]


# -- singular vectors ------------------------------------------------------------------------


def thin(u_dot: Any, u: Any) -> Any:
    """How real singular vectors `u` move; there must be no more of them than singular values.

    >>> thin(np.eye(2), np.eye(2)).shape
    (2, 2)
    """
    if np.shape(u_dot) != np.shape(u):
        raise ValueError("the derivative of np.linalg.svd needs full_matrices=False")
    if np.iscomplexobj(u):
        raise TypeError("the derivative of singular vectors is known for real matrices only")
    return u_dot


def used_columns(g: Any, like: Any) -> Any:
    """The cotangent of the first columns, as many as `like` has; on others nothing may depend.

    >>> used_columns(np.array([[1.0, 0.0]]), np.ones((1, 1)))
    array([[1.]])
    """
    if isinstance(g, int):
        return np.zeros_like(like)
    n = np.shape(like)[-1]
    if np.any(g[..., n:]):
        raise ValueError("the derivative of np.linalg.svd needs full_matrices=False")
    if np.iscomplexobj(g) and np.any(g):
        raise TypeError("the derivative of singular vectors is known for real matrices only")
    return g[..., :n]


def widened(x: Any, like: Any) -> Any:
    """`x` with columns of zeros behind it, to as many as `like` has.

    >>> widened(np.array([[1.0]]), np.ones((1, 2)))
    array([[1., 0.]])
    """
    n = np.shape(x)[-1]
    return np.concatenate([x, np.zeros_like(like[..., n:])], axis=-1)
