"""scipy.linalg: systems and factorisations.

Sources: Giles (2008), "Collected matrix derivative results for forward and reverse mode
algorithmic differentiation"; Murray (2016), "Differentiation of the Cholesky decomposition"; Golub
and Pereyra (1973) for least squares.  Where a matrix is taken as symmetric, its cotangent is symmetrised.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np
from scipy import linalg

from adcompile.rules import arrays, scipy_decompositions
from adcompile.rules import linalg as of_numpy
from adcompile.rules.inference import infers
from adcompile.rules.table import formula, like, nondifferentiable, rule
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.linalg import adjoint, dense, lower
from adcompile.runtime.products import swap
from adcompile.runtime.structured import (
    column,
    lu_lower,
    pivoted,
    residues,
    square_only,
    structured,
    transposition,
    triangle,
    turned,
    unresidues,
)

__all__ = ["of_numpy", "scipy_decompositions"]

CHECK = ("check_finite",)

# What SciPy has as NumPy has it.

like(linalg.det, np.linalg.det, ignores=CHECK)
like(linalg.pinv, np.linalg.pinv, ignores=(*CHECK, "atol", "rtol"))
like(linalg.norm, np.linalg.norm, ignores=CHECK)


# What of these is known when the rule is applied is not written.


@formula
def transposed_if(x, flag):
    if flag is False:
        return x
    if flag is True:
        return swap(x)
    return turned(x, flag)


@formula
def part_read(x, assume_a):
    if assume_a is None:
        return x
    return structured(x, assume_a)


@formula
def is_transposed(trans):
    if trans == 0:
        return False
    if trans == 1:
        return True
    return transposition(trans)


@formula
def triangle_read(x, lower, unit_diagonal):
    if lower is True and unit_diagonal is False:
        return np.tril(x)
    if lower is False and unit_diagonal is False:
        return np.triu(x)
    return triangle(x, lower, unit_diagonal)


@formula
def outer_of(y, x, b):
    if np.ndim(b) == 1:
        return np.outer(y, x)
    if np.ndim(b) == 2:
        return y @ x.T
    return column(y, b) @ swap(column(x, b))


# -- systems ----------------------------------------------------------------------------------


@rule(linalg.inv, ignores=CHECK, source="Giles (2008)")
def inv(a, *, assume_a=None, lower=False, out, g):
    if np.ndim(a) == 2 and assume_a is None:
        return -(out.T @ g @ out.T), None, None
    return -part_read(swap(out) @ g @ swap(out), assume_a), None, None


@inv.jvp
def inv_jvp(a, *, assume_a=None, lower=False, out, a_dot):
    if assume_a is None:
        return -(out @ a_dot @ out), None, None
    return -(out @ part_read(a_dot, assume_a) @ out), None, None


@rule(linalg.solve, ignores=CHECK, source="Giles (2008)")
def solve(a, b, lower=False, *, assume_a=None, transposed=False, out, g):
    if np.ndim(a) == 2 and np.ndim(b) == 1 and assume_a is None and transposed is False:
        grad_b = linalg.solve(a.T, g)
        return -np.outer(grad_b, out), grad_b, None, None, None
    if np.ndim(a) == 2 and np.ndim(b) == 2 and assume_a is None and transposed is False:
        grad_b = linalg.solve(a.T, g)
        return -(grad_b @ out.T), grad_b, None, None, None
    y = linalg.solve(a, column(g, b), lower, assume_a=assume_a, transposed=not transposed)
    grad_a = part_read(transposed_if(y @ swap(column(out, b)), transposed), assume_a)
    return -unbroadcast(grad_a, a), unbroadcast(np.reshape(y, np.shape(out)), b), None, None, None


@solve.jvp
def solve_jvp(a, b, lower=False, *, assume_a=None, transposed=False, out, a_dot, b_dot):
    if np.ndim(a) == 2 and assume_a is None and transposed is False:
        return -linalg.solve(a, a_dot @ out), linalg.solve(a, b_dot), None, None, None
    return (
        -np.reshape(
            linalg.solve(
                a,
                transposed_if(part_read(a_dot, assume_a), transposed) @ column(out, b),
                lower,
                assume_a=assume_a,
                transposed=transposed,
            ),
            np.shape(out),
        ),
        linalg.solve(a, b_dot, lower, assume_a=assume_a, transposed=transposed),
        None,
        None,
        None,
    )


@rule(linalg.solve_triangular, ignores=CHECK)
def solve_triangular(a, b, trans=0, lower=False, unit_diagonal=False, *, out, g):
    if np.ndim(a) == 2 and np.ndim(b) == 1 and trans == 0:
        grad_b = linalg.solve_triangular(a, g, 1, lower, unit_diagonal)
        return -triangle_read(np.outer(grad_b, out), lower, unit_diagonal), grad_b, None, None, None
    if np.ndim(a) == 2 and np.ndim(b) == 2 and trans == 0:
        grad_b = linalg.solve_triangular(a, g, 1, lower, unit_diagonal)
        return -triangle_read(grad_b @ out.T, lower, unit_diagonal), grad_b, None, None, None
    y = linalg.solve_triangular(a, column(g, b), not is_transposed(trans), lower, unit_diagonal)
    grad_a = transposed_if(y @ swap(column(out, b)), is_transposed(trans))
    return (
        -unbroadcast(triangle_read(grad_a, lower, unit_diagonal), a),
        unbroadcast(np.reshape(y, np.shape(out)), b),
        None,
        None,
        None,
    )


@solve_triangular.jvp
def solve_triangular_jvp(a, b, trans=0, lower=False, unit_diagonal=False, *, out, a_dot, b_dot):
    return (
        -np.reshape(
            linalg.solve_triangular(
                a,
                transposed_if(triangle_read(a_dot, lower, unit_diagonal), is_transposed(trans))
                @ column(out, b),
                trans,
                lower,
                unit_diagonal,
            ),
            np.shape(out),
        ),
        linalg.solve_triangular(a, b_dot, trans, lower, unit_diagonal),
        None,
        None,
        None,
    )


@rule(linalg.lstsq, ignores=(*CHECK, "lapack_driver"), results=4, source="Golub and Pereyra (1973)")
def lstsq(a, b, *, out, g):
    p = linalg.pinv(a)
    x, h, r = (
        column(out[0], b),
        column(dense(g[0], out[0]), b),
        column(b, b) - a @ column(out[0], b),
    )
    y = p.T @ h
    grad_a = r @ (p @ y).T - y @ x.T + (p.T @ x) @ (h - p @ (a @ h)).T
    if isinstance(g[1], int) and isinstance(g[3], int):
        return grad_a, np.reshape(y, np.shape(b))
    u, _, vt = linalg.svd(a, full_matrices=False)
    w = 2 * r * residues(dense(g[1], out[1]), r)
    of_values = (u * dense(g[3], out[3])) @ vt
    return grad_a - w @ x.T + of_values, np.reshape(y + w, np.shape(b))


@lstsq.jvp
def lstsq_jvp(a, b, *, out, a_dot, b_dot):
    p = linalg.pinv(a)
    x = column(out[0], b)
    r = column(b, b) - a @ x
    u, _, vt = linalg.svd(a, full_matrices=False)
    return (
        (
            np.reshape(lstsq_dot(a, p, x, r, a_dot), np.shape(out[0])),
            unresidues(-2 * np.sum(r * (a_dot @ x), axis=0), out[1]),
            0,
            np.diagonal(u.T @ a_dot @ vt.T),
        ),
        (
            p @ b_dot,
            unresidues(2 * np.sum(r * column(b_dot, b), axis=0), out[1]),
            0,
            np.zeros_like(out[3]),
        ),
    )


@formula
def lstsq_dot(a, p, x, r, a_dot):
    h = a_dot.T @ (p.T @ x)
    return p @ (p.T @ (a_dot.T @ r)) + h - p @ (a @ h) - p @ (a_dot @ x)


@rule(residues, linear=True)
def residues_rule(x, r, *, out, g):
    return unresidues(g, x), None


@rule(unresidues, linear=True)
def unresidues_rule(x, like, *, out, g):
    return np.reshape(residues(g, np.expand_dims(x, 0)), np.shape(x)), None


# -- Cholesky ---------------------------------------------------------------------------------


@rule(linalg.cholesky, ignores=CHECK, source="Murray (2016)")
def cholesky(a, lower=False, *, out, g):
    if lower is True and np.ndim(a) == 2 and np.isrealobj(a):
        p = out.T @ g
        out_inv = linalg.inv(out)
        return out_inv.T @ (np.tril(p) + np.tril(p, -1).T) @ out_inv / 2, None
    return cholesky_grad(out, g, lower), None


@cholesky.jvp
def cholesky_jvp(a, lower=False, *, out, a_dot):
    return cholesky_dot(out, a_dot, lower), None


@rule(linalg.cho_factor, ignores=CHECK, results=2, source="Murray (2016)")
def cho_factor(a, lower=False, *, out, g):
    # What stands in the other triangle is no part of the factor, and has no derivative.
    return cholesky_grad(triangle(out[0], out[1]), triangle(dense(g[0], a), out[1]), out[1]), None


@cho_factor.jvp
def cho_factor_jvp(a, lower=False, *, out, a_dot):
    return (cholesky_dot(triangle(out[0], out[1]), a_dot, out[1]), 0), None


@formula
def cholesky_grad(c, g, is_lower):
    factor = lower(c, not is_lower)
    p = swap(factor) @ lower(g, not is_lower)
    half = np.tril(p) + np.tril(p, -1)
    inverse = np.linalg.inv(factor)
    return swap(inverse) @ (half + adjoint(half)) @ np.conj(inverse) / 4


@formula
def cholesky_dot(c, a_dot, is_lower):
    factor = lower(c, not is_lower)
    inverse = np.linalg.inv(factor)
    x = inverse @ (a_dot + adjoint(a_dot)) @ adjoint(inverse)
    return lower(factor @ (np.tril(x) + np.tril(x, -1)) / 4, not is_lower)


@rule(linalg.cho_solve, ignores=CHECK)
def cho_solve(c_and_lower, b, *, out, g):
    c, is_lower = c_and_lower[0], c_and_lower[1]
    y = linalg.cho_solve((c, is_lower), g)
    grad_a = outer_of(y, out, b)
    factor = transposed_if(triangle_read(c, is_lower, False), not is_lower)
    grad_c = transposed_if((grad_a + swap(grad_a)) @ factor, not is_lower)
    return (-triangle_read(grad_c, is_lower, False), 0), y


@cho_solve.jvp
def cho_solve_jvp(c_and_lower, b, *, out, c_and_lower_dot, b_dot):
    c, is_lower = c_and_lower[0], c_and_lower[1]
    return (
        -np.reshape(
            linalg.cho_solve(
                (c, is_lower), cho_dot(c, c_and_lower_dot[0], is_lower) @ column(out, b)
            ),
            np.shape(out),
        ),
        linalg.cho_solve((c, is_lower), b_dot),
    )


@formula
def cho_dot(c, c_dot, is_lower):
    factor = transposed_if(triangle_read(c, is_lower, False), not is_lower)
    moved = transposed_if(triangle_read(c_dot, is_lower, False), not is_lower) @ swap(factor)
    return moved + swap(moved)


# -- LU ---------------------------------------------------------------------------------------


@rule(linalg.lu_factor, ignores=CHECK, results=2)
def lu_factor(a, *, out, g):
    h = dense(g[0], out[0])
    return pivoted(lu_grad(lu_lower(out[0]), np.triu(out[0]), h, h), out[1], True)


@lu_factor.jvp
def lu_factor_jvp(a, *, out, a_dot):
    x = lu_turn(lu_lower(out[0]), np.triu(out[0]), pivoted(a_dot, out[1]))
    return lu_lower(out[0]) @ np.tril(x, -1) + np.triu(x) @ np.triu(out[0]), 0


@formula
def lu_grad(l, u, grad_l, grad_u):
    inner = np.tril(swap(l) @ np.tril(grad_l, -1), -1) + np.triu(np.triu(grad_u) @ swap(u))
    return swap(np.linalg.solve(u, swap(np.linalg.solve(swap(l), inner))))


@formula
def lu_turn(l, u, a_dot):
    return swap(np.linalg.solve(swap(u), swap(np.linalg.solve(l, a_dot))))


@rule(linalg.lu, ignores=CHECK, results=lambda a, permute_l=False, **_: 2 if permute_l else 3)
def lu(a, permute_l=False, *, out, g):
    if permute_l is True:
        p, l, u = linalg.lu(square_only(a))
        return p @ lu_grad(l, u, swap(p) @ dense(g[0], l), dense(g[1], u)), None
    p, l, u = out[0], square_only(out[1]), square_only(out[2])
    return p @ lu_grad(l, u, dense(g[1], l), dense(g[2], u)), None


@lu.jvp
def lu_jvp(a, permute_l=False, *, out, a_dot):
    if permute_l is True:
        p, l, u = linalg.lu(square_only(a))
        x = lu_turn(l, u, swap(p) @ a_dot)
        return (p @ l @ np.tril(x, -1), np.triu(x) @ u), None
    p, l, u = out[0], square_only(out[1]), square_only(out[2])
    x = lu_turn(l, u, swap(p) @ a_dot)
    return (np.zeros_like(p), l @ np.tril(x, -1), np.triu(x) @ u), None


@rule(linalg.lu_solve, ignores=CHECK)
def lu_solve(lu_and_piv, b, trans=0, *, out, g):
    factors, piv = lu_and_piv[0], lu_and_piv[1]
    y = linalg.lu_solve((factors, piv), g, int(not is_transposed(trans)))
    grad_a = pivoted(-transposed_if(outer_of(y, out, b), is_transposed(trans)), piv)
    grad_l = np.tril(grad_a @ swap(np.triu(factors)), -1)
    grad_u = np.triu(swap(lu_lower(factors)) @ grad_a)
    return (grad_l + grad_u, 0), y, None


@lu_solve.jvp
def lu_solve_jvp(lu_and_piv, b, trans=0, *, out, lu_and_piv_dot, b_dot):
    factors, piv = lu_and_piv[0], lu_and_piv[1]
    return (
        -np.reshape(
            linalg.lu_solve(
                (factors, piv),
                transposed_if(
                    pivoted(lu_dot(factors, lu_and_piv_dot[0]), piv, True), is_transposed(trans)
                )
                @ column(out, b),
                trans,
            ),
            np.shape(out),
        ),
        linalg.lu_solve((factors, piv), b_dot, trans),
        None,
    )


@formula
def lu_dot(factors, h):
    return np.tril(h, -1) @ np.triu(factors) + lu_lower(factors) @ np.triu(h)


# -- shapes -----------------------------------------------------------------------------------


@infers(linalg.solve, linalg.solve_triangular, linalg.cho_solve)
def solution(a, b, *flags, **keywords):
    return arrays.solution(a, b)


@infers(linalg.inv, linalg.cholesky, linalg.expm)
def like_the_matrix(a, *flags, **keywords):
    return arrays.inverse(a)


# -- helpers -----------------------------------------------------------------------------------


@rule(structured, linear=True)
def structured_rule(x, assume_a=None, *, out, g):
    return structured(g, assume_a), None


@rule(turned, linear=True)
def turned_rule(x, flag, *, out, g):
    return turned(g, flag), None


@rule(triangle, linear=True)
def triangle_rule(x, lower, unit_diagonal=False, *, out, g):
    return triangle(g, lower, unit_diagonal), None, None


@rule(column, linear=True)
def column_rule(x, b, *, out, g):
    return np.reshape(g, np.shape(x)), None


@rule(square_only, linear=True)
def square_only_rule(a, *, out, g):
    return g


@rule(lu_lower)
def lu_lower_rule(lu, *, out, g):
    return np.tril(g, -1)


@lu_lower_rule.jvp
def lu_lower_jvp(lu, *, out, lu_dot):
    return np.tril(lu_dot, -1)


@rule(pivoted, linear=True)
def pivoted_rule(x, piv, back=False, *, out, g):
    return pivoted(g, piv, not back), None, None


nondifferentiable(transposition)
