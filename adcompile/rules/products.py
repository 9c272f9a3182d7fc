"""Products of vectors, matrices and tensors.

All are bilinear: the tangent is one product per factor, and so is the derivative of each helper.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.rules import convolutions, multilinear
from adcompile.rules.einsum import FOLDABLE
from adcompile.rules.table import rule
from adcompile.runtime.products import (
    dot_grad_a,
    dot_grad_b,
    inner_grad_a,
    inner_grad_b,
    kron_grad_a,
    kron_grad_b,
    matmul_grad_a,
    matmul_grad_b,
    swap,
    tensordot_grad_a,
    tensordot_grad_b,
)

__all__ = ["FOLDABLE", "convolutions", "multilinear"]


def since_numpy_2(name: str, module: Any = np.linalg) -> tuple[Callable[..., Any], ...]:
    """The function of that name in a one-tuple, or nothing where this NumPy lacks it."""
    return (getattr(module, name),) if hasattr(module, name) else ()


# -- matmul -----------------------------------------------------------------------------------


@rule(operator.matmul, np.matmul, *since_numpy_2("matmul"))
def matmul(a: Any, b: Any, /, *, out: Any, g: Any) -> Any:
    if np.ndim(a) == 2 and np.ndim(b) == 2:
        return g @ b.T, a.T @ g
    if np.ndim(a) == 2 and np.ndim(b) == 1:
        return np.outer(g, b), a.T @ g
    if np.ndim(a) == 1 and np.ndim(b) == 2:
        return b @ g, np.outer(a, g)
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return g * b, g * a
    return matmul_grad_a(g, a, b), matmul_grad_b(g, a, b)


@matmul.jvp
def matmul_jvp(a: Any, b: Any, /, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    return a_dot @ b, a @ b_dot


@rule(matmul_grad_a)
def matmul_grad_a_rule(grad_out: Any, a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return g @ b, None, matmul_grad_b(grad_out, g, b)


@matmul_grad_a_rule.jvp
def matmul_grad_a_jvp(
    grad_out: Any, a: Any, b: Any, *, out: Any, grad_out_dot: Any, b_dot: Any
) -> Any:
    return matmul_grad_a(grad_out_dot, a, b), None, matmul_grad_a(grad_out, a, b_dot)


@rule(matmul_grad_b)
def matmul_grad_b_rule(grad_out: Any, a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return a @ g, matmul_grad_a(grad_out, a, g), None


@matmul_grad_b_rule.jvp
def matmul_grad_b_jvp(
    grad_out: Any, a: Any, b: Any, *, out: Any, grad_out_dot: Any, a_dot: Any
) -> Any:
    return matmul_grad_b(grad_out_dot, a, b), matmul_grad_b(grad_out, a_dot, b), None


@rule(swap, linear=True)
def swap_rule(x: Any, *, out: Any, g: Any) -> Any:
    return swap(g)


# -- dot, inner, outer ------------------------------------------------------------------------


@rule(np.dot)
def dot(a: Any, b: Any, *, out: Any, g: Any) -> Any:
    if np.ndim(a) == 2 and np.ndim(b) == 2:
        return g @ b.T, a.T @ g
    if np.ndim(a) == 2 and np.ndim(b) == 1:
        return np.outer(g, b), a.T @ g
    if np.ndim(a) == 1 and np.ndim(b) == 2:
        return b @ g, np.outer(a, g)
    if np.ndim(a) == np.ndim(b) and np.ndim(a) < 2:
        return g * b, g * a
    if np.ndim(a) == 0:
        return np.sum(g * b), g * a
    if np.ndim(b) == 0:
        return g * b, np.sum(g * a)
    return dot_grad_a(g, a, b), dot_grad_b(g, a, b)


@dot.jvp
def dot_jvp(a: Any, b: Any, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    return np.dot(a_dot, b), np.dot(a, b_dot)


# The method may be that of a sparse matrix, of which NumPy's function knows nothing.
method_dot = rule(np.ndarray.dot)(dot.vjp)


@method_dot.jvp
def method_dot_jvp(a: Any, b: Any, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    return a_dot.dot(b), a.dot(b_dot)


@rule(dot_grad_a)
def dot_grad_a_rule(grad_out: Any, a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return np.dot(g, b), None, dot_grad_b(grad_out, g, b)


@dot_grad_a_rule.jvp
def dot_grad_a_jvp(
    grad_out: Any, a: Any, b: Any, *, out: Any, grad_out_dot: Any, b_dot: Any
) -> Any:
    return dot_grad_a(grad_out_dot, a, b), None, dot_grad_a(grad_out, a, b_dot)


@rule(dot_grad_b)
def dot_grad_b_rule(grad_out: Any, a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return np.dot(a, g), dot_grad_a(grad_out, a, g), None


@dot_grad_b_rule.jvp
def dot_grad_b_jvp(
    grad_out: Any, a: Any, b: Any, *, out: Any, grad_out_dot: Any, a_dot: Any
) -> Any:
    return dot_grad_b(grad_out_dot, a, b), dot_grad_b(grad_out, a_dot, b), None


@rule(np.inner)
def inner(a: Any, b: Any, /, *, out: Any, g: Any) -> Any:
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return g * b, g * a
    if np.ndim(a) == 2 and np.ndim(b) == 2:
        return g @ b, g.T @ a
    if np.ndim(a) == 2 and np.ndim(b) == 1:
        return np.outer(g, b), g @ a
    if np.ndim(a) == 1 and np.ndim(b) == 2:
        return g @ b, np.outer(g, a)
    return inner_grad_a(g, a, b), inner_grad_b(g, a, b)


@inner.jvp
def inner_jvp(a: Any, b: Any, /, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    return np.inner(a_dot, b), np.inner(a, b_dot)


@rule(inner_grad_a)
def inner_grad_a_rule(grad_out: Any, a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return np.inner(g, b), None, inner_grad_b(grad_out, g, b)


@inner_grad_a_rule.jvp
def inner_grad_a_jvp(
    grad_out: Any, a: Any, b: Any, *, out: Any, grad_out_dot: Any, b_dot: Any
) -> Any:
    return inner_grad_a(grad_out_dot, a, b), None, inner_grad_a(grad_out, a, b_dot)


@rule(inner_grad_b)
def inner_grad_b_rule(grad_out: Any, a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return np.inner(a, g), inner_grad_a(grad_out, a, g), None


@inner_grad_b_rule.jvp
def inner_grad_b_jvp(
    grad_out: Any, a: Any, b: Any, *, out: Any, grad_out_dot: Any, a_dot: Any
) -> Any:
    return inner_grad_b(grad_out_dot, a, b), inner_grad_b(grad_out, a_dot, b), None


@rule(np.outer, *since_numpy_2("outer"))
def outer(a: Any, b: Any, *, out: Any, g: Any) -> Any:
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return g @ b, a @ g
    grad_a = np.reshape(g @ np.ravel(b), np.shape(a))
    return grad_a, np.reshape(np.ravel(a) @ g, np.shape(b))


@outer.jvp
def outer_jvp(a: Any, b: Any, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    return np.outer(a_dot, b), np.outer(a, b_dot)


@rule(np.vdot)  # conjugates its first argument
def vdot(a: Any, b: Any, /, *, out: Any, g: Any) -> Any:
    if np.shape(a) == np.shape(b) and np.isrealobj(a) and np.isrealobj(b):
        return g * b, g * a
    grad_a = np.conj(g * np.reshape(b, np.shape(a)))
    return grad_a, g * np.conj(np.reshape(a, np.shape(b)))


@vdot.jvp
def vdot_jvp(a: Any, b: Any, /, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    return np.vdot(a_dot, b), np.vdot(a, b_dot)


# -- tensordot, kron --------------------------------------------------------------------------


@rule(np.tensordot, *since_numpy_2("tensordot"))
def tensordot(a: Any, b: Any, axes: Any = 2, *, out: Any, g: Any) -> Any:
    if axes == 1 and np.ndim(a) == 2 and np.ndim(b) == 2:
        return g @ b.T, a.T @ g, None
    if axes == 2 and np.ndim(a) == 2 and np.ndim(b) == 2:
        return g * b, g * a, None
    return tensordot_grad_a(g, a, b, axes), tensordot_grad_b(g, a, b, axes), None


@tensordot.jvp
def tensordot_jvp(a: Any, b: Any, axes: Any = 2, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    return np.tensordot(a_dot, b, axes), np.tensordot(a, b_dot, axes), None


@rule(tensordot_grad_a)
def tensordot_grad_a_rule(grad_out: Any, a: Any, b: Any, axes: Any, *, out: Any, g: Any) -> Any:
    return np.tensordot(g, b, axes), None, tensordot_grad_b(grad_out, g, b, axes), None


@tensordot_grad_a_rule.jvp
def tensordot_grad_a_jvp(
    grad_out: Any, a: Any, b: Any, axes: Any, *, out: Any, grad_out_dot: Any, b_dot: Any
) -> Any:
    first = tensordot_grad_a(grad_out_dot, a, b, axes)
    return first, None, tensordot_grad_a(grad_out, a, b_dot, axes), None


@rule(tensordot_grad_b)
def tensordot_grad_b_rule(grad_out: Any, a: Any, b: Any, axes: Any, *, out: Any, g: Any) -> Any:
    return np.tensordot(a, g, axes), tensordot_grad_a(grad_out, a, g, axes), None, None


@tensordot_grad_b_rule.jvp
def tensordot_grad_b_jvp(
    grad_out: Any, a: Any, b: Any, axes: Any, *, out: Any, grad_out_dot: Any, a_dot: Any
) -> Any:
    first = tensordot_grad_b(grad_out_dot, a, b, axes)
    return first, tensordot_grad_b(grad_out, a_dot, b, axes), None, None


@rule(np.kron)
def kron(a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return kron_grad_a(g, a, b), kron_grad_b(g, a, b)


@kron.jvp
def kron_jvp(a: Any, b: Any, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    return np.kron(a_dot, b), np.kron(a, b_dot)


@rule(kron_grad_a)
def kron_grad_a_rule(grad_out: Any, a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return np.kron(g, b), None, kron_grad_b(grad_out, g, b)


@kron_grad_a_rule.jvp
def kron_grad_a_jvp(
    grad_out: Any, a: Any, b: Any, *, out: Any, grad_out_dot: Any, b_dot: Any
) -> Any:
    return kron_grad_a(grad_out_dot, a, b), None, kron_grad_a(grad_out, a, b_dot)


@rule(kron_grad_b)
def kron_grad_b_rule(grad_out: Any, a: Any, b: Any, *, out: Any, g: Any) -> Any:
    return np.kron(a, g), kron_grad_a(grad_out, a, g), None


@kron_grad_b_rule.jvp
def kron_grad_b_jvp(
    grad_out: Any, a: Any, b: Any, *, out: Any, grad_out_dot: Any, a_dot: Any
) -> Any:
    return kron_grad_b(grad_out_dot, a, b), kron_grad_b(grad_out, a_dot, b), None
