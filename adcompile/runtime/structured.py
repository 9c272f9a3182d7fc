"""Matrices of which a part is read, or that are made of few numbers: what their derivatives need."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.products import swap

__all__ = [
    "along_diagonals",
    "banded_outer",
    "banded_transpose",
    "blocks_of",
    "column",
    "diagonal_sums",
    "lu_lower",
    "of_banded",
    "of_blocks",
    "of_symmetric_banded",
    "pivoted",
    "residues",
    "reversed_circulant",
    "square_only",
    "structured",
    "symmetric_banded_outer",
    "transposition",
    "triangle",
    "turned",
    "uncirculant",
    "unresidues",
]


# -- what a function reads of a matrix --------------------------------------------------------


def structured(x: Any, assume_a: Any = None) -> Any:
    """The part of a derivative that a solver which assumes a structure lets through.

    A matrix that is taken as symmetric has a symmetric derivative.

    >>> structured(np.array([[1.0, 2.0], [4.0, 3.0]]), "sym")
    array([[1., 3.],
           [3., 3.]])
    """
    if assume_a in ("sym", "pos", "symmetric", "positive definite"):
        return (x + swap(x)) / 2
    if assume_a in ("her", "hermitian"):
        return (x + np.conj(swap(x))) / 2
    if assume_a in ("upper triangular", "lower triangular"):
        return np.triu(x) if assume_a[0] == "u" else np.tril(x)
    if assume_a == "diagonal":
        return x * np.eye(np.shape(x)[-1], dtype=x.dtype)
    if assume_a == "tridiagonal":
        return np.triu(np.tril(x, 1), -1)
    if assume_a not in (None, "gen", "general", "banded"):
        raise ValueError(f"the derivative for assume_a={assume_a!r} is not known")
    return x


def transposition(trans: Any) -> bool:
    """Does `trans` ask for the transposed matrix?

    >>> transposition(0), transposition("T")
    (False, True)
    """
    if trans in (2, "C"):
        raise ValueError("the derivative for trans='C' is not known")
    return trans in (1, "T")


def turned(x: Any, flag: Any) -> Any:
    """The transposed matrix if `flag` is true.

    >>> turned(np.array([[1.0, 2.0]]), True).shape
    (2, 1)
    """
    return swap(x) if flag else x


def triangle(x: Any, lower: Any, unit_diagonal: Any = False) -> Any:
    """The lower or the upper triangle, without the diagonal where that is taken as ones.

    >>> triangle(np.ones((2, 2)), True, True)
    array([[0., 0.],
           [1., 0.]])
    """
    inward = 1 if unit_diagonal else 0
    return np.tril(x, -inward) if lower else np.triu(x, inward)


def column(x: Any, b: Any) -> Any:
    """What belongs to a right-hand side `b`, as columns: with one more axis where `b` is a vector.

    >>> column(np.ones(3), np.ones(3)).shape, column(np.ones((3, 2)), np.ones((3, 2))).shape
    ((3, 1), (3, 2))
    """
    return np.expand_dims(x, -1) if np.ndim(b) == 1 else x


def residues(x: Any, r: Any) -> Any:
    """One number for each column of `r`, of the sums of squares that `lstsq` returns or leaves out.

    >>> residues(np.array(2.0), np.ones((3, 1))), residues(np.zeros(0), np.ones((3, 1)))
    (array([2.]), array([0.]))
    """
    return np.reshape(x, np.shape(r)[1:]) if np.size(x) else np.zeros_like(r[0])


def unresidues(x: Any, like: Any) -> Any:
    """The numbers in the shape of what `lstsq` returns.

    >>> unresidues(np.array([2.0]), np.zeros(0))
    array([], dtype=float64)
    """
    return np.reshape(x, np.shape(like)) if np.size(like) else np.zeros_like(like)


def square_only(a: Any) -> Any:
    """`a`, which must be square: for other matrices the derivative is not known.

    >>> square_only(np.eye(2)).shape
    (2, 2)
    """
    if np.shape(a)[-1] != np.shape(a)[-2]:
        raise ValueError(
            "the derivative of this factorisation is known for square matrices, and tall ones in the mode 'economic'"
        )
    return a


# -- LU ---------------------------------------------------------------------------------------


def lu_lower(lu: Any) -> Any:
    """The factor with ones on its diagonal, of the two that `lu_factor` packs into one matrix.

    >>> lu_lower(np.array([[2.0, 3.0], [0.5, 4.0]]))
    array([[1. , 0. ],
           [0.5, 1. ]])
    """
    return np.tril(lu, -1) + np.eye(np.shape(square_only(lu))[-1], dtype=lu.dtype)


def pivoted(x: Any, piv: Any, back: bool = False) -> Any:
    """The rows of `x` in the order that the pivots of `lu_factor` bring them to, or back from it.

    >>> pivoted(np.array([[1.0], [2.0]]), np.array([1, 1]))
    array([[2.],
           [1.]])
    """
    order = np.broadcast_to(np.arange(np.shape(piv)[-1]), np.shape(piv)).copy()
    for k in range(np.shape(piv)[-1]):
        chosen = np.take_along_axis(order, piv[..., k : k + 1], -1)
        np.put_along_axis(order, piv[..., k : k + 1], order[..., k : k + 1], -1)
        order[..., k : k + 1] = chosen
    order = np.argsort(order, axis=-1) if back else order
    return np.take_along_axis(x, np.expand_dims(order, -1), -2)


# -- bands ------------------------------------------------------------------------------------


def banded_transpose(l_and_u: Any, ab: Any) -> Any:
    """The diagonals of the transposed matrix, as `solve_banded` takes them.

    >>> banded_transpose((0, 1), np.array([[0.0, 5.0], [1.0, 2.0]]))
    array([[1., 2.],
           [5., 0.]])
    """
    l, u = l_and_u
    n = np.shape(ab)[-1]
    out = np.zeros_like(ab)
    for k in range(-l, u + 1):
        out[l + k, max(-k, 0) : n - max(k, 0)] = ab[u - k, max(k, 0) : n + min(k, 0)]
    return out


def banded_outer(l_and_u: Any, y: Any, x: Any) -> Any:
    """The diagonals of `y @ x.T`, as `solve_banded` takes them.

    >>> banded_outer((0, 1), np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    array([[0., 4.],
           [3., 8.]])
    """
    l, u = l_and_u
    n = len(x)
    y, x = np.reshape(y, (n, -1)), np.reshape(x, (n, -1))
    out = np.zeros((l + u + 1, n), dtype=np.result_type(y, x))
    for k in range(-l, u + 1):
        rows = slice(max(-k, 0), n - max(k, 0))
        columns = slice(max(k, 0), n + min(k, 0))
        out[u - k, columns] = np.sum(y[rows] * x[columns], axis=-1)
    return out


def of_banded(l_and_u: Any, ab: Any, x: Any) -> Any:
    """The product of the matrix with these diagonals and `x`.

    >>> of_banded((0, 1), np.array([[0.0, 5.0], [1.0, 2.0]]), np.array([1.0, 1.0]))
    array([6., 2.])
    """
    l, u = l_and_u
    n = np.shape(ab)[-1]
    out = np.zeros(np.shape(x), dtype=np.result_type(ab, x))
    for k in range(-l, u + 1):
        rows = slice(max(-k, 0), n - max(k, 0))
        columns = slice(max(k, 0), n + min(k, 0))
        out[rows] += (ab[u - k, columns] * np.transpose(x[columns])).T
    return out


def symmetric_banded_outer(ab: Any, lower: Any, y: Any, x: Any) -> Any:
    """The cotangent of the diagonals that `solveh_banded` takes, from `y @ x.T` of the whole.

    >>> symmetric_banded_outer(np.ones((2, 2)), True, np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    array([[ 3.,  8.],
           [10.,  0.]])
    """
    width = len(ab) - 1
    both = banded_outer((width, width), y, x)
    above, below = both[: width + 1], both[width:]
    if lower:
        return below + banded_transpose((0, width), above) * (np.arange(width + 1) > 0)[:, None]
    return above + banded_transpose((width, 0), below) * (np.arange(width + 1) < width)[:, None]


def of_symmetric_banded(ab: Any, lower: Any, x: Any) -> Any:
    """The product of a symmetric matrix, given by its lower or upper diagonals, and `x`.

    >>> of_symmetric_banded(np.array([[1.0, 2.0], [5.0, 0.0]]), True, np.array([1.0, 1.0]))
    array([6., 7.])
    """
    width = len(ab) - 1
    l_and_u = (width, 0) if lower else (0, width)
    other = (0, width) if lower else (width, 0)
    diagonal = ab[0] if lower else ab[-1]
    half = of_banded(l_and_u, ab, x) + of_banded(other, banded_transpose(l_and_u, ab), x)
    return half - (diagonal * np.transpose(x)).T


# -- matrices made of few numbers ---------------------------------------------------------------


def diagonal_sums(x: Any) -> Any:
    """The sums of the diagonals of a matrix, from the lower left corner to the upper right one.

    >>> diagonal_sums(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([3., 5., 2.])
    """
    n, m = np.shape(x)
    return np.array([np.trace(x, k) for k in range(1 - n, m)], dtype=x.dtype)


def along_diagonals(s: Any, like: Any) -> Any:
    """A matrix in the shape of `like`, whose diagonals are constant: those of `diagonal_sums`.

    >>> along_diagonals(np.array([3.0, 5.0, 2.0]), np.ones((2, 2)))
    array([[5., 2.],
           [3., 5.]])
    """
    n, m = np.shape(like)
    return s[n - 1 - np.arange(n)[:, None] + np.arange(m)]


def reversed_circulant(c: Any) -> Any:
    """The column of the transposed circulant matrix.

    >>> reversed_circulant(np.array([1.0, 2.0, 3.0]))
    array([1., 3., 2.])
    """
    return np.roll(c[::-1], 1)


def uncirculant(g: Any) -> Any:
    """The cotangent of the column that a circulant matrix was made of.

    >>> uncirculant(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([5., 5.])
    """
    n = len(g)
    i = np.arange(n)
    return np.sum(g[i, (i - i[:, None]) % n], axis=1)


def blocks_of(g: Any, arrs: Any) -> Any:
    """The blocks of `g` on its diagonal, in the places and shapes of `arrs`.

    >>> blocks_of(np.arange(9.0).reshape(3, 3), (np.ones((1, 1)), np.ones((2, 2))))
    [array([[0.]]), array([[4., 5.],
           [7., 8.]])]
    """
    parts = []
    row = at = 0
    for a in arrs:
        height, width = np.shape(np.atleast_2d(a))
        parts.append(np.reshape(g[row : row + height, at : at + width], np.shape(a)))
        row, at = row + height, at + width
    return parts


def of_blocks(blocks: Any, arrs: Any) -> Any:
    """The matrix with these blocks on its diagonal; the integer 0 stands for a block of zeros.

    >>> of_blocks((0, np.ones((1, 1))), (np.ones((1, 1)), np.ones((1, 1))))
    array([[0., 0.],
           [0., 1.]])
    """
    shapes = [np.shape(np.atleast_2d(a)) for a in arrs]
    out = np.zeros(np.sum(shapes, axis=0), dtype=np.result_type(*arrs))
    row = at = 0
    for block, (height, width) in zip(blocks, shapes):
        out[row : row + height, at : at + width] = block
        row, at = row + height, at + width
    return out
