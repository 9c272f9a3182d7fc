"""The derivative of `np.einsum`: the same call with the subscripts swapped round.

    c = np.einsum("ij,jk->ik", a, b)    =>    grad_a = np.einsum("ik,jk->ij", grad_c, b)

The subscripts of the cotangents are worked out when the gradient is compiled.  `fit` stands around
a cotangent because `np.einsum` lets a dimension be 1 in one operand only; where the shapes are
provably equal it is not needed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.einsum import (
    einsum_cotangent,
    einsum_gather,
    einsum_is_plain,
    einsum_optimize,
    einsum_placement,
    einsum_spread,
    fit,
)
from adcompile.runtime.multilinear import einsum_grads, einsum_tangent

__all__ = ["FOLDABLE"]

FOLDABLE = (einsum_cotangent, einsum_gather, einsum_is_plain, einsum_optimize, einsum_placement)

nondifferentiable(*FOLDABLE)


@rule(np.einsum)
def einsum(subscripts: Any, *operands: Any, optimize: Any = False, out: Any, g: Any) -> Any:
    if isinstance(subscripts, str) and len(operands) == 1:
        if einsum_is_plain(subscripts):  # a transpose
            return None, (np.einsum(einsum_cotangent(subscripts, 0), g),), None
        x = np.einsum(einsum_cotangent(subscripts, 0), g)
        return None, (einsum_spread(x, einsum_placement(subscripts, 0), operands[0]),), None
    if isinstance(subscripts, str) and len(operands) == 2:
        a, b = operands
        if einsum_is_plain(subscripts) and optimize is False:
            grad_a = fit(np.einsum(einsum_cotangent(subscripts, 0), g, b), a)
            grad_b = fit(np.einsum(einsum_cotangent(subscripts, 1), a, g), b)
            return None, (grad_a, grad_b), None
        way = einsum_optimize(optimize)
        x = np.einsum(einsum_cotangent(subscripts, 0), g, b, optimize=way)
        y = np.einsum(einsum_cotangent(subscripts, 1), a, g, optimize=way)
        if einsum_is_plain(subscripts):
            return None, (fit(x, a), fit(y, b)), None
        grad_a = einsum_spread(x, einsum_placement(subscripts, 0), a)
        grad_b = einsum_spread(y, einsum_placement(subscripts, 1), b)
        return None, (grad_a, grad_b), None
    if isinstance(subscripts, str) and len(operands) == 3:
        a, b, c = operands
        if einsum_is_plain(subscripts) and optimize is False:
            grad_a = fit(np.einsum(einsum_cotangent(subscripts, 0), g, b, c), a)
            grad_b = fit(np.einsum(einsum_cotangent(subscripts, 1), a, g, c), b)
            grad_c = fit(np.einsum(einsum_cotangent(subscripts, 2), a, b, g), c)
            return None, (grad_a, grad_b, grad_c), None
        way = einsum_optimize(optimize)
        x = np.einsum(einsum_cotangent(subscripts, 0), g, b, c, optimize=way)
        y = np.einsum(einsum_cotangent(subscripts, 1), a, g, c, optimize=way)
        z = np.einsum(einsum_cotangent(subscripts, 2), a, b, g, optimize=way)
        if einsum_is_plain(subscripts):
            return None, (fit(x, a), fit(y, b), fit(z, c)), None
        grad_a = einsum_spread(x, einsum_placement(subscripts, 0), a)
        grad_b = einsum_spread(y, einsum_placement(subscripts, 1), b)
        grad_c = einsum_spread(z, einsum_placement(subscripts, 2), c)
        return None, (grad_a, grad_b, grad_c), None
    grads = einsum_grads(g, (subscripts, *operands))
    return grads[0], grads[1:], None


# The tangent of an operand that does not vary is the integer 0: its term is left away.
@einsum.jvp
def einsum_jvp(
    subscripts: Any,
    *operands: Any,
    optimize: Any = False,
    out: Any,
    subscripts_dot: Any,
    operands_dot: Any,
) -> Any:
    if isinstance(subscripts, str) and len(operands) == 1:
        return None, np.einsum(subscripts, operands_dot[0]), None
    if isinstance(subscripts, str) and len(operands) == 2:
        a, b = operands
        a_dot, b_dot = operands_dot
        if optimize is False and isinstance(b_dot, int):
            return None, np.einsum(subscripts, a_dot, b), None
        if optimize is False and isinstance(a_dot, int):
            return None, np.einsum(subscripts, a, b_dot), None
        if optimize is False:
            return None, np.einsum(subscripts, a_dot, b) + np.einsum(subscripts, a, b_dot), None
        x = np.einsum(subscripts, a_dot, b, optimize=optimize)
        y = np.einsum(subscripts, a, b_dot, optimize=optimize)
        if isinstance(b_dot, int):
            return None, x, None
        if isinstance(a_dot, int):
            return None, y, None
        return None, x + y, None
    if isinstance(subscripts, str) and len(operands) == 3:
        a, b, c = operands
        a_dot, b_dot, c_dot = operands_dot
        x = np.einsum(subscripts, a_dot, b, c, optimize=optimize)
        y = np.einsum(subscripts, a, b_dot, c, optimize=optimize)
        z = np.einsum(subscripts, a, b, c_dot, optimize=optimize)
        if isinstance(b_dot, int) and isinstance(c_dot, int):
            return None, x, None
        if isinstance(a_dot, int) and isinstance(c_dot, int):
            return None, y, None
        if isinstance(a_dot, int) and isinstance(b_dot, int):
            return None, z, None
        if isinstance(c_dot, int):
            return None, x + y, None
        if isinstance(b_dot, int):
            return None, x + z, None
        if isinstance(a_dot, int):
            return None, y + z, None
        return None, x + y + z, None
    args = (subscripts, *operands)
    first = einsum_tangent(args, (subscripts_dot,))
    return first, einsum_tangent(args, (0, *operands_dot)), None


@rule(fit, linear=True)  # summing and repeating are each other's adjoint
def fit_rule(x: Any, like: Any, *, out: Any, g: Any) -> Any:
    return fit(g, x), None


@rule(einsum_spread, linear=True)
def einsum_spread_rule(x: Any, placement: Any, like: Any, *, out: Any, g: Any) -> Any:
    return fit(np.einsum(einsum_gather(placement), g), x), None, None
