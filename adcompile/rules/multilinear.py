"""Products of a number of factors that is only known at run time, and their derivatives.

`f_tangent(args, *directions)` is the derivative along all of `directions`, and
`f_grads(grad_out, args, *directions)` its cotangents: the derivative of either is either, with one
direction more.  The rules go as far as second derivatives; a third one is refused, as the rules do
not name the direction it would need.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.rules.table import rule
from adcompile.runtime.multilinear import (
    einsum_grads,
    einsum_tangent,
    multi_dot_grads,
    multi_dot_tangent,
)
from adcompile.runtime.products import matmul_grad_a, matmul_grad_b

__all__: list[str] = []


@rule(np.linalg.multi_dot)
def multi_dot(arrays: Any, *, out: Any, g: Any) -> Any:
    if len(arrays) == 2:
        a, b = arrays
        if np.ndim(a) == 2 and np.ndim(b) == 2:
            return [g @ b.T, a.T @ g]
        return [matmul_grad_a(g, a, b), matmul_grad_b(g, a, b)]
    if len(arrays) == 3:
        a, b, c = arrays
        if np.ndim(a) == 2 and np.ndim(c) == 2:
            return [g @ c.T @ b.T, a.T @ g @ c.T, b.T @ (a.T @ g)]
        return multi_dot_grads(g, arrays)
    return multi_dot_grads(g, arrays)


@multi_dot.jvp
def multi_dot_jvp(arrays: Any, *, out: Any, arrays_dot: Any) -> Any:
    return multi_dot_tangent(arrays, arrays_dot)


@rule(einsum_tangent)
def einsum_tangent_rule(args: Any, x: Any, *, out: Any, g: Any) -> Any:
    return einsum_grads(g, args, x), einsum_grads(g, args)


@einsum_tangent_rule.jvp
def einsum_tangent_jvp(args: Any, x: Any, *, out: Any, args_dot: Any, x_dot: Any) -> Any:
    return einsum_tangent(args, x, args_dot), einsum_tangent(args, x_dot)


@rule(einsum_grads)
def einsum_grads_rule(grad_out: Any, args: Any, *, out: Any, g: Any) -> Any:
    return einsum_tangent(args, g), einsum_grads(grad_out, args, g)


@einsum_grads_rule.jvp
def einsum_grads_jvp(
    grad_out: Any, args: Any, *, out: Any, grad_out_dot: Any, args_dot: Any
) -> Any:
    return einsum_grads(grad_out_dot, args), einsum_grads(grad_out, args, args_dot)


@rule(multi_dot_tangent)
def multi_dot_tangent_rule(arrays: Any, x: Any, *, out: Any, g: Any) -> Any:
    return multi_dot_grads(g, arrays, x), multi_dot_grads(g, arrays)


@multi_dot_tangent_rule.jvp
def multi_dot_tangent_jvp(arrays: Any, x: Any, *, out: Any, arrays_dot: Any, x_dot: Any) -> Any:
    return multi_dot_tangent(arrays, x, arrays_dot), multi_dot_tangent(arrays, x_dot)


@rule(multi_dot_grads)
def multi_dot_grads_rule(grad_out: Any, arrays: Any, *, out: Any, g: Any) -> Any:
    return multi_dot_tangent(arrays, g), multi_dot_grads(grad_out, arrays, g)


@multi_dot_grads_rule.jvp
def multi_dot_grads_jvp(
    grad_out: Any, arrays: Any, *, out: Any, grad_out_dot: Any, arrays_dot: Any
) -> Any:
    return multi_dot_grads(grad_out_dot, arrays), multi_dot_grads(grad_out, arrays, arrays_dot)
