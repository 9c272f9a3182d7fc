"""Cotangents of products, where the shapes are not known well enough for a plain line.

Every product `f(a, b)` here is bilinear, so a helper `f_grad_a(grad_out, a, b)` is linear in
`grad_out` and in `b`, and its own derivative needs no more than `f` and `f_grad_b`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime.broadcasting import unbroadcast

__all__ = [
    "convolve_grad",
    "correlate_grad_a",
    "correlate_grad_v",
    "cross_grad",
    "dot_grad_a",
    "dot_grad_b",
    "inner_grad_a",
    "inner_grad_b",
    "is_operator",
    "kron_grad_a",
    "kron_grad_b",
    "matmul_grad_a",
    "matmul_grad_b",
    "pattern_outer",
    "sum_of_outer",
    "swap",
    "tensordot_grad_a",
    "tensordot_grad_b",
]


def sum_of_outer(xs: list[Any], ys: list[Any], like: Any) -> Any:
    """The sum of `np.outer(x, y)` over two lists of vectors, 32 at a time; zeros like `like` of none.

    >>> sum_of_outer([np.ones(2), np.ones(2)], [np.ones(1), np.full(1, 2.0)], np.zeros((2, 1)))
    array([[3.],
           [3.]])
    """
    if not xs:
        return np.zeros_like(like)
    total = np.array(xs[:32]).T @ np.array(ys[:32])
    for k in range(32, len(xs), 32):
        total += np.array(xs[k : k + 32]).T @ np.array(ys[k : k + 32])
    return total


def swap(x: Any) -> Any:
    """Transpose a matrix, or each of a stack of matrices.

    >>> swap(np.ones((5, 2, 3))).shape
    (5, 3, 2)
    """
    return np.swapaxes(x, -1, -2)


def is_operator(a: Any) -> bool:
    """Is it no array but an object that has products with arrays, such as a sparse matrix?

    >>> is_operator(np.eye(2)), is_operator(2.0)
    (False, False)
    """
    return not isinstance(a, (np.ndarray, list, tuple)) and not np.isscalar(a)


def matmul_grad_a(grad_out: Any, a: Any, b: Any) -> Any:
    """The cotangent of `a` in `a @ b`, for vectors, matrices and stacks that broadcast.

    >>> matmul_grad_a(np.ones((4, 2, 5)), np.ones((2, 3)), np.ones((4, 3, 5))).shape
    (2, 3)
    """
    if hasattr(a, "tocoo"):
        return pattern_outer(grad_out, b, a)
    if is_operator(b):
        return grad_out @ b.T
    if np.ndim(b) == 1:
        grad = np.expand_dims(grad_out, -1) * b
    elif np.ndim(a) == 1:
        grad = (b @ np.expand_dims(grad_out, -1))[..., 0]
    else:
        grad = grad_out @ (b.T if np.ndim(b) == 2 else swap(b))
    return unbroadcast(grad, a)


def matmul_grad_b(grad_out: Any, a: Any, b: Any) -> Any:
    """The cotangent of `b` in `a @ b`, for vectors, matrices and stacks that broadcast.

    >>> matmul_grad_b(np.ones((4, 2)), np.ones((4, 2, 3)), np.ones(3))
    array([8., 8., 8.])
    """
    if is_operator(a):
        return a.T @ grad_out
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        grad = grad_out * a
    elif np.ndim(a) == 2 and np.ndim(b) <= 2:
        grad = a.T @ grad_out
    elif np.ndim(a) == 1:
        grad = np.expand_dims(a, -1) * np.expand_dims(grad_out, -2)
    elif np.ndim(b) == 1:
        grad = (swap(a) @ np.expand_dims(grad_out, -1))[..., 0]
    else:
        grad = swap(a) @ grad_out
    return unbroadcast(grad, b)


def pattern_outer(x: Any, y: Any, like: Any) -> Any:
    """The elements of `x @ y.T` that a sparse matrix stores, in its place.

    Its type is that of `like`: any with `tocoo`, `copy` and `data` in one order.
    """
    coo = like.tocoo()
    products = x[coo.row] * y[coo.col]
    out = like.copy()
    out.data = np.sum(products, axis=-1) if np.ndim(products) > 1 else products
    return out


def dot_grad_a(grad_out: Any, a: Any, b: Any) -> Any:
    """The cotangent of `a` in `np.dot(a, b)`, of any ranks.

    >>> dot_grad_a(np.ones((2, 4, 5)), np.ones((2, 3)), np.ones((4, 3, 5))).shape
    (2, 3)
    """
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(grad_out * b, a)
    if np.ndim(b) == 1:
        return np.tensordot(grad_out, b, 0)
    return np.tensordot(grad_out, swap(b), np.ndim(b) - 1)


def dot_grad_b(grad_out: Any, a: Any, b: Any) -> Any:
    """The cotangent of `b` in `np.dot(a, b)`, of any ranks.

    >>> dot_grad_b(np.ones((2, 4, 5)), np.ones((2, 3)), np.ones((4, 3, 5))).shape
    (4, 3, 5)
    """
    if is_operator(a):
        return a.T @ grad_out
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(grad_out * a, b)
    if np.ndim(a) == 2 and np.ndim(b) <= 2:
        return a.T @ grad_out
    rows = range(np.ndim(a) - 1)
    grad = np.tensordot(a, grad_out, (rows, rows))
    return grad if np.ndim(b) == 1 else np.moveaxis(grad, 0, -2)


def inner_grad_a(grad_out: Any, a: Any, b: Any) -> Any:
    """The cotangent of `a` in `np.inner(a, b)`, of any ranks.

    >>> inner_grad_a(np.ones((2, 4, 5)), np.ones((2, 3)), np.ones((4, 5, 3))).shape
    (2, 3)
    """
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(grad_out * b, a)
    return np.tensordot(grad_out, b, np.ndim(b) - 1)


def inner_grad_b(grad_out: Any, a: Any, b: Any) -> Any:
    """The cotangent of `b` in `np.inner(a, b)`, of any ranks.

    >>> inner_grad_b(np.ones((2, 4, 5)), np.ones((2, 3)), np.ones((4, 5, 3))).shape
    (4, 5, 3)
    """
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return unbroadcast(grad_out * a, b)
    rows = range(np.ndim(a) - 1)
    return np.tensordot(grad_out, a, (rows, rows))


def tensordot_axes(a: Any, b: Any, axes: Any) -> tuple[list[int], list[int], list[int], list[int]]:
    """The contracted axes of `a` and of `b`, in pairs, and those that are left of each.

    >>> tensordot_axes(np.ones((2, 3, 4)), np.ones((4, 3)), ((-1, 1), (0, 1)))
    ([2, 1], [0, 1], [0], [])
    """
    if np.ndim(axes) == 0:
        axes = (range(np.ndim(a) - axes, np.ndim(a)), range(axes))
    of_a = [int(i) % np.ndim(a) for i in np.ravel(axes[0])]
    of_b = [int(i) % np.ndim(b) for i in np.ravel(axes[1])]
    left_of_a = [i for i in range(np.ndim(a)) if i not in of_a]
    left_of_b = [i for i in range(np.ndim(b)) if i not in of_b]
    return of_a, of_b, left_of_a, left_of_b


def tensordot_grad_a(grad_out: Any, a: Any, b: Any, axes: Any) -> Any:
    """The cotangent of `a` in `np.tensordot(a, b, axes)`.

    >>> tensordot_grad_a(np.ones(2), np.ones((2, 3, 4)), np.ones((4, 3)), ((-1, 1), (0, 1))).shape
    (2, 3, 4)
    """
    of_a, of_b, left_of_a, left_of_b = tensordot_axes(a, b, axes)
    columns = range(len(left_of_a), np.ndim(grad_out))
    grad = np.tensordot(grad_out, b, (columns, left_of_b))
    order = left_of_a + [i for _, i in sorted(zip(of_b, of_a))]
    return np.transpose(grad, np.argsort(np.array(order, dtype=int)))


def tensordot_grad_b(grad_out: Any, a: Any, b: Any, axes: Any) -> Any:
    """The cotangent of `b` in `np.tensordot(a, b, axes)`.

    >>> tensordot_grad_b(np.ones(2), np.ones((2, 3, 4)), np.ones((4, 3)), ((-1, 1), (0, 1))).shape
    (4, 3)
    """
    of_a, of_b, left_of_a, left_of_b = tensordot_axes(a, b, axes)
    grad = np.tensordot(a, grad_out, (left_of_a, range(len(left_of_a))))
    order = [i for _, i in sorted(zip(of_a, of_b))] + left_of_b
    return np.transpose(grad, np.argsort(np.array(order, dtype=int)))


def kron_axes(a: Any, b: Any) -> tuple[list[int], list[int]]:
    """The shapes of `a` and `b`, filled up with ones in front to the same rank.

    >>> kron_axes(np.ones(2), np.ones((3, 4)))
    ([1, 2], [3, 4])
    """
    rank = max(np.ndim(a), np.ndim(b))
    shape_a = [1] * (rank - np.ndim(a)) + list(np.shape(a))
    shape_b = [1] * (rank - np.ndim(b)) + list(np.shape(b))
    return shape_a, shape_b


def kron_grad_a(grad_out: Any, a: Any, b: Any) -> Any:
    """The cotangent of `a` in `np.kron(a, b)`.

    >>> kron_grad_a(np.ones((6, 8)), np.ones((2, 2)), np.ones((3, 4)))
    array([[12., 12.],
           [12., 12.]])
    """
    shape_a, shape_b = kron_axes(a, b)
    rank = len(shape_a)
    blocks = np.reshape(grad_out, [n for pair in zip(shape_a, shape_b) for n in pair])
    of_b = range(1, 2 * rank, 2)
    return np.reshape(
        np.tensordot(blocks, np.reshape(b, shape_b), (of_b, range(rank))), np.shape(a)
    )


def kron_grad_b(grad_out: Any, a: Any, b: Any) -> Any:
    """The cotangent of `b` in `np.kron(a, b)`.

    >>> kron_grad_b(np.ones((6, 8)), np.ones((2, 2)), np.ones((3, 4))).shape
    (3, 4)
    """
    shape_a, shape_b = kron_axes(a, b)
    rank = len(shape_a)
    blocks = np.reshape(grad_out, [n for pair in zip(shape_a, shape_b) for n in pair])
    of_a = range(0, 2 * rank, 2)
    return np.reshape(
        np.tensordot(blocks, np.reshape(a, shape_a), (of_a, range(rank))), np.shape(b)
    )


def in_space(x: Any, axis: Any) -> Any:
    """Vectors of two or three components along `axis`, as vectors of three along the last.

    >>> in_space(np.array([1.0, 2.0]), -1)
    array([1., 2., 0.])
    """
    x = np.moveaxis(x, axis, -1)
    if x.shape[-1] == 3:
        return x
    return np.concatenate([x, np.zeros_like(x[..., :1])], axis=-1)


def cross_grad(grad_out: Any, a: Any, b: Any, axisa: Any, axisb: Any, axisc: Any, axis: Any) -> Any:
    """The cotangent of `a` in `np.cross(a, b, axisa, axisb, axisc, axis)`.

    >>> cross_grad(np.array([0, 0, 1.0]), np.eye(3)[0], np.eye(3)[1], -1, -1, -1, None)
    array([1., 0., 0.])
    """
    if axis is not None:
        axisa = axisb = axisc = axis
    size = np.shape(a)[axisa]
    if size == 2 and np.shape(b)[axisb] == 2:  # then the result is the third component alone
        upward = np.expand_dims(grad_out, -1)
        grad_out = np.concatenate([np.zeros_like(upward), np.zeros_like(upward), upward], axis=-1)
    else:
        grad_out = np.moveaxis(grad_out, axisc, -1)
    grad = np.cross(in_space(b, axisb), grad_out)[..., :size]
    return np.moveaxis(unbroadcast(grad, np.moveaxis(a, axisa, -1)), -1, axisa)


def full_window(grad_out: Any, a: Any, v: Any, late: bool) -> Any:
    """The cotangent of a full convolution, from that of the part which "same" or "valid" keeps.

    >>> full_window(np.ones(2), np.ones(2), np.ones(3), False)
    array([0., 1., 1., 0.])
    """
    size = np.size(a) + np.size(v) - 1
    start = (size - np.size(grad_out) + late) // 2
    full = np.zeros(size, grad_out.dtype)
    full[start : start + np.size(grad_out)] = grad_out
    return full


def convolve_grad(grad_out: Any, a: Any, v: Any, mode: str) -> Any:
    """The cotangent of `a` in `np.convolve(a, v, mode)`.

    >>> convolve_grad(np.array([0.0, 1.0]), np.ones(3), np.array([1.0, 2.0]), "valid")
    array([0., 2., 1.])
    """
    full = full_window(grad_out, a, v, False)
    return np.reshape(np.convolve(full, np.ravel(v)[::-1], "valid"), np.shape(a))


def correlate_grad_a(grad_out: Any, a: Any, v: Any, mode: str) -> Any:
    """The cotangent of `a` in `np.correlate(a, v, mode)`.

    >>> correlate_grad_a(np.array([0.0, 1.0]), np.ones(3), np.array([1.0, 2.0]), "valid")
    array([0., 1., 2.])
    """
    full = full_window(grad_out, a, v, np.size(a) < np.size(v))
    return np.reshape(np.convolve(full, np.conj(np.ravel(v)), "valid"), np.shape(a))


def correlate_grad_v(grad_out: Any, a: Any, v: Any, mode: str) -> Any:
    """The cotangent of `v` in `np.correlate(a, v, mode)`.

    >>> correlate_grad_v(np.array([0.0, 1.0]), np.array([1.0, 2.0, 3.0]), np.ones(2), "valid")
    array([2., 3.])
    """
    full = full_window(grad_out, a, v, np.size(a) < np.size(v))
    grad = np.convolve(full, np.ravel(a)[::-1], "valid")
    return np.reshape(np.conj(grad[::-1]), np.shape(v))
