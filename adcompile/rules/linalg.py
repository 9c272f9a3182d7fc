"""Linear systems, determinants, inverses and Cholesky factors, of matrices and stacks of them.

Sources: Giles (2008), "Collected matrix derivative results for forward and reverse mode
algorithmic differentiation"; Murray (2016), "Differentiation of the Cholesky decomposition"; Golub
and Pereyra (1973) for the pseudoinverse.  Where a matrix is taken as symmetric, its cotangent is
symmetrised.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.rules import decompositions, norms
from adcompile.rules.table import nondifferentiable, rule
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.linalg import (
    adjoint,
    cofactor,
    cofactor_tangent,
    columns,
    dense,
    diagonal_part,
    dual,
    dual_part,
    first_of,
    fit_residuals,
    imaginary,
    last_of,
    lower,
    matrix_size,
    residual_weights,
)
from adcompile.runtime.products import swap
from adcompile.runtime.shapes import undiagonal, untrace

__all__ = ["decompositions", "norms"]

nondifferentiable(first_of, last_of, matrix_size)


# -- inverses, systems ------------------------------------------------------------------------


@rule(np.linalg.inv, source="Giles (2008)")
def inv(a: Any, *, out: Any, g: Any) -> Any:
    if np.ndim(a) == 2:
        return -(out.T @ g @ out.T)
    return -(swap(out) @ g @ swap(out))


@inv.jvp
def inv_jvp(a: Any, *, out: Any, a_dot: Any) -> Any:
    return -(out @ a_dot @ out)


@rule(np.linalg.solve, source="Giles (2008)")
def solve(a: Any, b: Any, *, out: Any, g: Any) -> Any:
    if np.ndim(a) == 2 and np.ndim(b) == 1:
        grad_b = np.linalg.solve(a.T, g)
        return -np.outer(grad_b, out), grad_b
    if np.ndim(a) == 2 and np.ndim(b) == 2:
        grad_b = np.linalg.solve(a.T, g)
        return -(grad_b @ out.T), grad_b
    y = np.linalg.solve(swap(a), columns(g, a))
    grad_a = unbroadcast(-(y @ swap(columns(out, a))), a)
    return grad_a, unbroadcast(np.reshape(y, np.shape(out)), b)


@solve.jvp
def solve_jvp(a: Any, b: Any, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    if np.ndim(a) == 2:
        return -np.linalg.solve(a, a_dot @ out), np.linalg.solve(a, b_dot)
    x_dot = np.linalg.solve(a, a_dot @ columns(out, a))
    return -np.reshape(x_dot, np.shape(out)), np.linalg.solve(a, b_dot)


@rule(columns, linear=True)
def columns_rule(x: Any, a: Any, *, out: Any, g: Any) -> Any:
    return np.reshape(g, np.shape(x)), None


@rule(adjoint, linear=True)
def adjoint_rule(x: Any, *, out: Any, g: Any) -> Any:
    return adjoint(g)


@rule(np.linalg.pinv, source="Golub and Pereyra (1973)")
def pinv(a: Any, rcond: Any = None, hermitian: Any = False, *, out: Any, g: Any) -> Any:
    if np.ndim(a) == 2 and np.isrealobj(a) and hermitian is False:
        first = out.T @ g @ out.T
        second = (g.T - a @ (out @ g.T)) @ out @ out.T
        return second + out.T @ (out @ (g.T - g.T @ out @ a)) - first, None, None
    q = np.conj(out)
    h = adjoint(g)
    second = (h - np.conj(a) @ (q @ h)) @ q @ swap(out)
    third = swap(out) @ (q @ (h - h @ q @ np.conj(a)))
    grad_a = second + third - swap(out) @ g @ swap(out)
    if hermitian is False:
        return grad_a, None, None
    return (grad_a + adjoint(grad_a)) / 2, None, None


@pinv.jvp
def pinv_jvp(a: Any, rcond: Any = None, hermitian: Any = False, *, out: Any, a_dot: Any) -> Any:
    if hermitian is not False:
        a_dot = (a_dot + adjoint(a_dot)) / 2
    h = adjoint(a_dot)
    second = out @ adjoint(out) @ (h - h @ a @ out)
    third = (h - out @ (a @ h)) @ adjoint(out) @ out
    return second + third - out @ a_dot @ out, None, None


@rule(np.linalg.lstsq, source="Golub and Pereyra (1973)")  # x = pinv(a) @ b
def lstsq(a: Any, b: Any, rcond: Any = None, *, out: Any, g: Any) -> Any:
    if isinstance(g[3], int):
        x = np.reshape(out[0], (np.shape(a)[1], -1))
        grad_x = np.reshape(dense(g[0], out[0]), np.shape(x))
        rest = np.reshape(b, (np.shape(a)[0], -1)) - a @ x
        inverse = np.linalg.pinv(a)
        h = inverse.T @ grad_x
        k = 2 * residual_weights(g[1], x) * np.conj(rest)
        first = np.conj(rest) @ (inverse @ np.conj(h)).T
        second = (inverse.T @ np.conj(x)) @ np.conj(grad_x - a.T @ h).T
        return first + second - (h + k) @ x.T, np.reshape(h + k, np.shape(b)), None
    return NotImplemented, NotImplemented, None  # of the singular values: np.linalg.svd has it


@lstsq.jvp
def lstsq_jvp(a: Any, b: Any, rcond: Any = None, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    x = np.reshape(out[0], (np.shape(a)[1], -1))
    rest = np.reshape(b, (np.shape(a)[0], -1)) - a @ x
    inverse = np.linalg.pinv(a)
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    p = inverse @ (adjoint(inverse) @ (adjoint(a_dot) @ rest)) - inverse @ (a_dot @ x)
    q = adjoint(a_dot) @ (adjoint(inverse) @ x)
    r = -2 * np.sum(np.real(np.conj(rest) * (a_dot @ x)), axis=0)
    v = np.reshape(b_dot, np.shape(rest))
    w = 2 * np.sum(np.real(np.conj(rest) * v), axis=0)
    s_dot = np.real(np.diagonal(adjoint(u) @ a_dot @ adjoint(vt)))
    from_a = np.reshape(p + q - inverse @ (a @ q), np.shape(out[0]))
    from_b = np.reshape(inverse @ v, np.shape(out[0]))
    return (
        (from_a, fit_residuals(r, out[1]), 0, s_dot),
        (from_b, fit_residuals(w, out[1]), 0, np.zeros_like(s)),
        None,
    )


@rule(residual_weights, linear=True)
def residual_weights_rule(x: Any, like: Any, *, out: Any, g: Any) -> Any:
    return fit_residuals(g, x), None


@rule(fit_residuals, linear=True)
def fit_residuals_rule(x: Any, like: Any, *, out: Any, g: Any) -> Any:
    return residual_weights(g, x), None


# -- arrays as matrices ---------------------------------------------------------------------------


@rule(np.linalg.tensorinv)
def tensorinv(a: Any, ind: Any = 2, *, out: Any, g: Any) -> Any:
    n = matrix_size(a, ind)
    inverse = np.reshape(out, (n, n)).T
    return -np.reshape(inverse @ np.reshape(g, (n, n)) @ inverse, np.shape(a)), None


@tensorinv.jvp
def tensorinv_jvp(a: Any, ind: Any = 2, *, out: Any, a_dot: Any) -> Any:
    n = matrix_size(a, ind)
    inverse = np.reshape(out, (n, n))
    return -np.reshape(inverse @ np.reshape(a_dot, (n, n)) @ inverse, np.shape(out)), None


@rule(np.linalg.tensorsolve)
def tensorsolve(a: Any, b: Any, *, out: Any, g: Any) -> Any:
    matrix = np.reshape(a, (np.size(b), np.size(b)))
    grad_b = np.linalg.solve(matrix.T, np.ravel(g))
    grad_a = -np.reshape(np.outer(grad_b, np.ravel(out)), np.shape(a))
    return grad_a, np.reshape(grad_b, np.shape(b))


@tensorsolve.jvp
def tensorsolve_jvp(a: Any, b: Any, *, out: Any, a_dot: Any, b_dot: Any) -> Any:
    matrix = np.reshape(a, (np.size(b), np.size(b)))
    moved = np.reshape(a_dot, np.shape(matrix)) @ np.ravel(out)
    from_a = -np.reshape(np.linalg.solve(matrix, moved), np.shape(out))
    return from_a, np.reshape(np.linalg.solve(matrix, np.ravel(b_dot)), np.shape(out))


@rule(np.linalg.cond)  # the ratio of the first and the last singular value
def cond(x: Any, p: Any = None, *, out: Any, g: Any) -> Any:
    if p is None or p == 2:
        u, s, vt = np.linalg.svd(x, full_matrices=False)
        weights = (first_of(s) - np.expand_dims(out, -1) * last_of(s)) / s[..., -1:]
        weights = np.expand_dims(np.expand_dims(g, -1) * weights, -2)
        return (np.conj(u) * weights) @ np.conj(vt), None
    if p == -2:
        u, s, vt = np.linalg.svd(x, full_matrices=False)
        weights = (last_of(s) - np.expand_dims(out, -1) * first_of(s)) / s[..., :1]
        weights = np.expand_dims(np.expand_dims(g, -1) * weights, -2)
        return (np.conj(u) * weights) @ np.conj(vt), None
    return NotImplemented, None


@cond.jvp
def cond_jvp(x: Any, p: Any = None, *, out: Any, x_dot: Any) -> Any:
    if p is None or p == 2:
        u, s, vt = np.linalg.svd(x, full_matrices=False)
        s_dot = np.real(np.diagonal(adjoint(u) @ x_dot @ adjoint(vt), axis1=-2, axis2=-1))
        return (s_dot[..., 0] - out * s_dot[..., -1]) / s[..., -1], None
    if p == -2:
        u, s, vt = np.linalg.svd(x, full_matrices=False)
        s_dot = np.real(np.diagonal(adjoint(u) @ x_dot @ adjoint(vt), axis1=-2, axis2=-1))
        return (s_dot[..., -1] - out * s_dot[..., 0]) / s[..., 0], None
    return NotImplemented, None


if hasattr(np.linalg, "diagonal"):  # NumPy 2

    @rule(np.linalg.diagonal, linear=True)
    def matrix_diagonal(x: Any, /, *, offset: Any = 0, out: Any, g: Any) -> Any:
        return undiagonal(g, x, offset, -2, -1), None

    @rule(np.linalg.trace, linear=True)
    def matrix_trace(x: Any, /, *, offset: Any = 0, out: Any, g: Any) -> Any:
        return untrace(g, x, offset, -2, -1), None


# -- determinants -----------------------------------------------------------------------------


@rule(np.linalg.det)  # cofactor(a) is det(a) * inv(a).T, but finite for a singular matrix too
def det(a: Any, *, out: Any, g: Any) -> Any:
    if np.ndim(a) == 2:
        return g * cofactor(a)
    return np.expand_dims(g, (-2, -1)) * cofactor(a)


@det.jvp
def det_jvp(a: Any, *, out: Any, a_dot: Any) -> Any:
    return np.sum(cofactor(a) * a_dot, axis=(-2, -1))


@rule(cofactor)  # the Hessian of the determinant is symmetric
def cofactor_rule(a: Any, *, out: Any, g: Any) -> Any:
    return cofactor_tangent(a, g)


@cofactor_rule.jvp
def cofactor_jvp(a: Any, *, out: Any, a_dot: Any) -> Any:
    return cofactor_tangent(a, a_dot)


# The Hessian is (<c, h> c - c h.T c) / det(a) with c = cofactor(a); its derivative in `a` is
# through `c`, and through det(a), whose derivative is `c` itself.  It is symmetric in the two
# directions, so both modes agree.
@rule(cofactor_tangent)
def cofactor_tangent_rule(a: Any, h: Any, *, out: Any, g: Any) -> Any:
    c = cofactor(a)
    d = np.expand_dims(np.linalg.det(a), (-2, -1))
    along_g = np.sum(c * g, axis=(-2, -1), keepdims=True)
    along_h = np.sum(c * h, axis=(-2, -1), keepdims=True)
    both = np.sum(out * g, axis=(-2, -1), keepdims=True)
    w = along_g * h + along_h * g - g @ swap(c) @ h - h @ swap(c) @ g
    return cofactor_tangent(a, w / d) - both / d * c, cofactor_tangent(a, g)


@cofactor_tangent_rule.jvp
def cofactor_tangent_jvp(a: Any, h: Any, *, out: Any, a_dot: Any, h_dot: Any) -> Any:
    c = cofactor(a)
    d = np.expand_dims(np.linalg.det(a), (-2, -1))
    along_a = np.sum(c * a_dot, axis=(-2, -1), keepdims=True)
    along_h = np.sum(c * h, axis=(-2, -1), keepdims=True)
    both = np.sum(out * a_dot, axis=(-2, -1), keepdims=True)
    w = along_a * h + along_h * a_dot - a_dot @ swap(c) @ h - h @ swap(c) @ a_dot
    return cofactor_tangent(a, w / d) - both / d * c, cofactor_tangent(a, h_dot)


@rule(np.linalg.slogdet, source="Giles (2008)")
def slogdet(a: Any, *, out: Any, g: Any) -> Any:
    if isinstance(g[0], int) and np.ndim(a) == 2:
        return g[1] * np.linalg.inv(a).T
    # only the sign of a complex determinant moves
    weight = g[1] + imaginary(g[0] * out[0])
    return np.expand_dims(weight, (-2, -1)) * swap(np.linalg.inv(a))


@slogdet.jvp
def slogdet_jvp(a: Any, *, out: Any, a_dot: Any) -> Any:
    rate = np.trace(np.linalg.solve(a, a_dot), axis1=-2, axis2=-1)
    return out[0] * imaginary(rate), np.real(rate)


@rule(imaginary, linear=True)  # real part and imaginary part change places twice
def imaginary_rule(x: Any, *, out: Any, g: Any) -> Any:
    return imaginary(g)


# -- Cholesky ---------------------------------------------------------------------------------


@rule(np.linalg.cholesky, source="Murray (2016)")
def cholesky(a: Any, /, *, upper: Any = False, out: Any, g: Any) -> Any:
    if upper is False and np.ndim(a) == 2 and np.isrealobj(a):
        p = out.T @ g
        out_inv = np.linalg.inv(out)
        return out_inv.T @ (np.tril(p) + np.tril(p, -1).T) @ out_inv / 2, None
    factor = lower(out, upper)
    p = swap(factor) @ lower(g, upper)
    half = np.tril(p) + np.tril(p, -1)
    inverse = np.linalg.inv(factor)
    return swap(inverse) @ (half + adjoint(half)) @ np.conj(inverse) / 4, None


@cholesky.jvp
def cholesky_jvp(a: Any, /, *, upper: Any = False, out: Any, a_dot: Any) -> Any:
    if upper is False and np.ndim(a) == 2 and np.isrealobj(a):
        out_inv = np.linalg.inv(out)
        x = out_inv @ (a_dot + a_dot.T) @ out_inv.T
        return out @ (np.tril(x) + np.tril(x, -1)) / 4, None
    factor = lower(out, upper)
    inverse = np.linalg.inv(factor)
    x = inverse @ (a_dot + adjoint(a_dot)) @ adjoint(inverse)
    return lower(factor @ (np.tril(x) + np.tril(x, -1)) / 4, upper), None


@rule(lower, linear=True)
def lower_rule(x: Any, upper: Any, *, out: Any, g: Any) -> Any:
    return lower(g, upper), None


# -- powers -----------------------------------------------------------------------------------


@rule(np.linalg.matrix_power)
def matrix_power(a: Any, n: Any, *, out: Any, g: Any) -> Any:
    if n == 2 and np.ndim(a) == 2:
        return g @ a.T + a.T @ g, None
    return dual_part(np.linalg.matrix_power(dual(swap(a), g), n)), None


@matrix_power.jvp
def matrix_power_jvp(a: Any, n: Any, *, out: Any, a_dot: Any) -> Any:
    if n == 2:
        return a_dot @ a + a @ a_dot, None
    return dual_part(np.linalg.matrix_power(dual(a, a_dot), n)), None


@rule(dual)
def dual_rule(a: Any, h: Any, *, out: Any, g: Any) -> Any:
    return diagonal_part(g), dual_part(g)


@dual_rule.jvp
def dual_jvp(a: Any, h: Any, *, out: Any, a_dot: Any, h_dot: Any) -> Any:
    return dual(a_dot, np.zeros_like(h)), dual(np.zeros_like(a), h_dot)


@rule(dual_part, linear=True)
def dual_part_rule(x: Any, *, out: Any, g: Any) -> Any:
    return dual(np.zeros_like(g), g)


@rule(diagonal_part, linear=True)
def diagonal_part_rule(x: Any, *, out: Any, g: Any) -> Any:
    return dual(g, np.zeros_like(g))
