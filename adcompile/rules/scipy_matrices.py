"""scipy.linalg: functions of matrices, matrix equations, and matrices made of few numbers.

The derivative of a function of a matrix `a` along `h` is the corner of its value at [[a, h], [0, a]]
(Higham, Functions of Matrices, theorem 3.6): `dual_part(f(dual(a, h)))`.  The equations are derived
implicitly: the adjoint equation is one of the same kind.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import linalg

from adcompile.rules import linalg as of_numpy
from adcompile.rules.table import formula, rule
from adcompile.runtime.linalg import dual, dual_part, real_only
from adcompile.runtime.products import swap
from adcompile.runtime.structured import (
    along_diagonals,
    banded_outer,
    banded_transpose,
    blocks_of,
    column,
    diagonal_sums,
    of_banded,
    of_blocks,
    of_symmetric_banded,
    reversed_circulant,
    symmetric_banded_outer,
    uncirculant,
)

__all__ = ["of_numpy"]

CHECK = ("check_finite",)


# -- functions of matrices --------------------------------------------------------------------


@rule(linalg.expm)
def expm(A, *, out, g):
    if np.ndim(A) == 2:
        return linalg.expm_frechet(A.T, g, compute_expm=False)
    return dual_part(linalg.expm(dual(swap(A), g)))


@expm.jvp
def expm_jvp(A, *, out, A_dot):
    if np.ndim(A) == 2:
        return linalg.expm_frechet(A, A_dot, compute_expm=False)
    return dual_part(linalg.expm(dual(A, A_dot)))


# The derivative along two directions is the corner of four blocks by four; it is symmetric in them.
@rule(
    linalg.expm_frechet,
    ignores=(*CHECK, "method"),
    results=lambda A, E, *, compute_expm=True, **_: 2 if compute_expm else None,
)
def expm_frechet(A, E, *, compute_expm=True, out, g):
    if compute_expm is False:
        twice = dual_part(linalg.expm(dual(dual(A.T, E.T), dual(g, np.zeros_like(g)))))
        return dual_part(twice), linalg.expm_frechet(A.T, g, compute_expm=False), None
    return NotImplemented, NotImplemented, None


@expm_frechet.jvp
def expm_frechet_jvp(A, E, *, compute_expm=True, out, A_dot, E_dot):
    if compute_expm is False:
        return (
            dual_part(dual_part(linalg.expm(dual(dual(A, E), dual(A_dot, np.zeros_like(E)))))),
            linalg.expm_frechet(A, E_dot, compute_expm=False),
            None,
        )
    return NotImplemented, NotImplemented, None


def function_of_a_matrix(function: Callable[..., Any]) -> None:
    """Register a function whose derivative is taken from the block matrix."""

    @rule(function)
    def by_blocks(A, *, out, g):
        return dual_part(function(dual(swap(A), g)))

    @by_blocks.jvp
    def by_blocks_jvp(A, *, out, A_dot):
        return dual_part(function(dual(A, A_dot)))

    by_blocks.__name__ = function.__name__


for of_a_matrix in (
    linalg.logm, linalg.cosm, linalg.sinm, linalg.tanm, linalg.coshm, linalg.sinhm, linalg.tanhm,
):  # fmt: skip
    function_of_a_matrix(of_a_matrix)


@rule(linalg.sqrtm)
def sqrtm(A, *, out, g):
    return linalg.solve_sylvester(swap(out), swap(out), g)


@sqrtm.jvp
def sqrtm_jvp(A, *, out, A_dot):
    return linalg.solve_sylvester(out, out, A_dot)


@rule(linalg.signm)
def signm(A, *, out, g):
    n = (A @ out).T
    y = linalg.solve_sylvester(n, n, g)
    return y - out.T @ y @ out.T


@signm.jvp
def signm_jvp(A, *, out, A_dot):
    n = A @ out
    return linalg.solve_sylvester(n, n, A_dot - out @ A_dot @ out)


@rule(linalg.fractional_matrix_power)
def fractional_matrix_power(A, t, *, out, g):
    grad_t = np.sum(g * (out @ linalg.logm(A)))
    return dual_part(linalg.fractional_matrix_power(dual(swap(A), g), t)), grad_t


@fractional_matrix_power.jvp
def fractional_matrix_power_jvp(A, t, *, out, A_dot, t_dot):
    return (
        dual_part(linalg.fractional_matrix_power(dual(A, A_dot), t)),
        t_dot * (out @ linalg.logm(A)),
    )


# -- equations --------------------------------------------------------------------------------


@rule(linalg.solve_sylvester)
def solve_sylvester(a, b, q, *, out, g):
    y = linalg.solve_sylvester(swap(a), swap(b), g)
    return -(y @ swap(out)), -(swap(out) @ y), y


@solve_sylvester.jvp
def solve_sylvester_jvp(a, b, q, *, out, a_dot, b_dot, q_dot):
    return (
        -linalg.solve_sylvester(a, b, a_dot @ out),
        -linalg.solve_sylvester(a, b, out @ b_dot),
        linalg.solve_sylvester(a, b, q_dot),
    )


@rule(linalg.solve_continuous_lyapunov)
def solve_continuous_lyapunov(a, q, *, out, g):
    y = linalg.solve_continuous_lyapunov(real_only(a).T, g)
    return -(y @ out.T + y.T @ out), y


@solve_continuous_lyapunov.jvp
def solve_continuous_lyapunov_jvp(a, q, *, out, a_dot, q_dot):
    return (
        -linalg.solve_continuous_lyapunov(real_only(a), a_dot @ out + out @ a_dot.T),
        linalg.solve_continuous_lyapunov(a, q_dot),
    )


@rule(linalg.solve_discrete_lyapunov)
def solve_discrete_lyapunov(a, q, method=None, *, out, g):
    y = linalg.solve_discrete_lyapunov(real_only(a).T, g, method)
    return y @ a @ out.T + y.T @ a @ out, y, None


@solve_discrete_lyapunov.jvp
def solve_discrete_lyapunov_jvp(a, q, method=None, *, out, a_dot, q_dot):
    return (
        linalg.solve_discrete_lyapunov(real_only(a), a_dot @ out @ a.T + a @ out @ a_dot.T, method),
        linalg.solve_discrete_lyapunov(a, q_dot, method),
        None,
    )


@rule(linalg.solve_continuous_are)
def solve_continuous_are(a, b, q, r, *, out, g):
    k = linalg.solve(r, real_only(b).T @ out)
    y = linalg.solve_continuous_lyapunov(a - b @ k, -(g + g.T) / 2)
    return 2 * out @ y, -2 * out @ y @ k.T, y, k @ y @ k.T


@solve_continuous_are.jvp
def solve_continuous_are_jvp(a, b, q, r, *, out, a_dot, b_dot, q_dot, r_dot):
    k = linalg.solve(r, real_only(b).T @ out)
    c = (a - b @ k).T
    return (
        -linalg.solve_continuous_lyapunov(c, a_dot.T @ out + out @ a_dot),
        linalg.solve_continuous_lyapunov(c, out @ b_dot @ k + k.T @ b_dot.T @ out),
        -linalg.solve_continuous_lyapunov(c, (q_dot + q_dot.T) / 2),
        -linalg.solve_continuous_lyapunov(c, k.T @ (r_dot + r_dot.T) @ k / 2),
    )


@rule(linalg.solve_discrete_are)
def solve_discrete_are(a, b, q, r, *, out, g):
    k = linalg.solve(r + b.T @ out @ b, real_only(b).T @ out @ a)
    y = linalg.solve_discrete_lyapunov(a - b @ k, (g + g.T) / 2)
    grad_a = 2 * out @ (a - b @ k) @ y
    return grad_a, -grad_a @ k.T, y, k @ y @ k.T


@solve_discrete_are.jvp
def solve_discrete_are_jvp(a, b, q, r, *, out, a_dot, b_dot, q_dot, r_dot):
    k = linalg.solve(r + b.T @ out @ b, real_only(b).T @ out @ a)
    c = (a - b @ k).T
    return (
        linalg.solve_discrete_lyapunov(c, twice_symmetric(c @ out @ a_dot)),
        -linalg.solve_discrete_lyapunov(c, twice_symmetric(c @ out @ b_dot @ k)),
        linalg.solve_discrete_lyapunov(c, (q_dot + q_dot.T) / 2),
        linalg.solve_discrete_lyapunov(c, k.T @ (r_dot + r_dot.T) @ k / 2),
    )


@formula
def twice_symmetric(x):
    return x + x.T


@rule(linalg.solve_banded, ignores=CHECK)
def solve_banded(l_and_u, ab, b, *, out, g):
    y = linalg.solve_banded((l_and_u[1], l_and_u[0]), banded_transpose(l_and_u, ab), g)
    return None, -banded_outer(l_and_u, y, out), y


@solve_banded.jvp
def solve_banded_jvp(l_and_u, ab, b, *, out, ab_dot, b_dot):
    return (
        None,
        -linalg.solve_banded(l_and_u, ab, of_banded(l_and_u, ab_dot, out)),
        linalg.solve_banded(l_and_u, ab, b_dot),
    )


@rule(linalg.solveh_banded, ignores=CHECK)
def solveh_banded(ab, b, *, lower=False, out, g):
    y = linalg.solveh_banded(real_only(ab), g, lower=lower)
    return -symmetric_banded_outer(ab, lower, y, out), y, None


@solveh_banded.jvp
def solveh_banded_jvp(ab, b, *, lower=False, out, ab_dot, b_dot):
    return (
        -linalg.solveh_banded(real_only(ab), of_symmetric_banded(ab_dot, lower, out), lower=lower),
        linalg.solveh_banded(ab, b_dot, lower=lower),
        None,
    )


@rule(linalg.solve_circulant)
def solve_circulant(c, b, *, out, g):
    y = linalg.solve_circulant(reversed_circulant(c), g)
    return -uncirculant(column(y, b) @ column(out, b).T), y


@solve_circulant.jvp
def solve_circulant_jvp(c, b, *, out, c_dot, b_dot):
    return (
        -linalg.solve_circulant(c, linalg.circulant(c_dot) @ out),
        linalg.solve_circulant(c, b_dot),
    )


# -- matrices made of few numbers ---------------------------------------------------------------


@rule(linalg.toeplitz)
def toeplitz(c, r=None, *, out, g):
    n = len(c)
    s = diagonal_sums(g)
    if r is None:
        return s[n - 1 :: -1] + np.concatenate([np.zeros_like(real_only(c)[:1]), s[n:]]), None
    return s[n - 1 :: -1], np.concatenate([np.zeros_like(r[:1]), s[n:]])


@toeplitz.jvp
def toeplitz_jvp(c, r=None, *, out, c_dot, r_dot):
    if r is None:
        return linalg.toeplitz(real_only(c_dot)), None
    return (
        linalg.toeplitz(c_dot, np.zeros_like(r)),
        linalg.toeplitz(np.zeros_like(c), np.concatenate([np.zeros_like(r[:1]), r_dot[1:]])),
    )


@rule(diagonal_sums, linear=True)
def diagonal_sums_rule(x, *, out, g):
    return along_diagonals(g, x)


@rule(along_diagonals, linear=True)
def along_diagonals_rule(s, like, *, out, g):
    return diagonal_sums(g), None


@rule(linalg.circulant, linear=True)
def circulant(c, *, out, g):
    return uncirculant(g)


@rule(uncirculant, linear=True)
def uncirculant_rule(x, *, out, g):
    return linalg.circulant(g)


@rule(reversed_circulant, linear=True)
def reversed_circulant_rule(c, *, out, g):
    return reversed_circulant(g)


@rule(linalg.hankel)
def hankel(c, r=None, *, out, g):
    n = len(c)
    s = diagonal_sums(np.flip(g, 0))
    if r is None:
        return s[:n], None
    return s[:n], np.concatenate([np.zeros_like(r[:1]), s[n:]])


@hankel.jvp
def hankel_jvp(c, r=None, *, out, c_dot, r_dot):
    if r is None:
        return linalg.hankel(c_dot), None
    return (
        linalg.hankel(c_dot, np.concatenate([c_dot[-1:], np.zeros_like(r[1:])])),
        linalg.hankel(np.zeros_like(c), np.concatenate([np.zeros_like(r[:1]), r_dot[1:]])),
    )


@rule(linalg.block_diag)
def block_diag(*arrs, out, g):
    return blocks_of(g, arrs)


@block_diag.jvp
def block_diag_jvp(*arrs, out, arrs_dot):
    return of_blocks(arrs_dot, arrs)


@rule(blocks_of, linear=True, results=0)
def blocks_of_rule(x, arrs, *, out, g):
    return of_blocks(g, arrs), None


@rule(of_blocks, linear=True)
def of_blocks_rule(blocks, arrs, *, out, g):
    return blocks_of(g, arrs), None


@rule(linalg.khatri_rao)
def khatri_rao(a, b, *, out, g):
    parts = np.reshape(g, (np.shape(a)[0], np.shape(b)[0], np.shape(a)[1]))
    return np.sum(parts * b, axis=1), np.sum(parts * np.expand_dims(a, 1), axis=0)


@khatri_rao.jvp
def khatri_rao_jvp(a, b, *, out, a_dot, b_dot):
    return linalg.khatri_rao(a_dot, b), linalg.khatri_rao(a, b_dot)


# -- helpers ----------------------------------------------------------------------------------


@rule(banded_transpose)
def banded_transpose_rule(l_and_u, ab, *, out, g):
    return None, banded_transpose((l_and_u[1], l_and_u[0]), g)


@banded_transpose_rule.jvp
def banded_transpose_jvp(l_and_u, ab, *, out, ab_dot):
    return None, banded_transpose(l_and_u, ab_dot)


@rule(banded_outer)
def banded_outer_rule(l_and_u, y, x, *, out, g):
    u_and_l = (l_and_u[1], l_and_u[0])
    return None, of_banded(l_and_u, g, x), of_banded(u_and_l, banded_transpose(l_and_u, g), y)


@banded_outer_rule.jvp
def banded_outer_jvp(l_and_u, y, x, *, out, y_dot, x_dot):
    return None, banded_outer(l_and_u, y_dot, x), banded_outer(l_and_u, y, x_dot)


@rule(of_banded)
def of_banded_rule(l_and_u, ab, x, *, out, g):
    u_and_l = (l_and_u[1], l_and_u[0])
    return None, banded_outer(l_and_u, g, x), of_banded(u_and_l, banded_transpose(l_and_u, ab), g)


@of_banded_rule.jvp
def of_banded_jvp(l_and_u, ab, x, *, out, ab_dot, x_dot):
    return None, of_banded(l_and_u, ab_dot, x), of_banded(l_and_u, ab, x_dot)


@rule(symmetric_banded_outer)
def symmetric_banded_outer_rule(ab, lower, y, x, *, out, g):
    return None, None, of_symmetric_banded(g, lower, x), of_symmetric_banded(g, lower, y)


@symmetric_banded_outer_rule.jvp
def symmetric_banded_outer_jvp(ab, lower, y, x, *, out, y_dot, x_dot):
    return (
        None,
        None,
        symmetric_banded_outer(ab, lower, y_dot, x),
        symmetric_banded_outer(ab, lower, y, x_dot),
    )


@rule(of_symmetric_banded)
def of_symmetric_banded_rule(ab, lower, x, *, out, g):
    return symmetric_banded_outer(ab, lower, g, x), None, of_symmetric_banded(ab, lower, g)


@of_symmetric_banded_rule.jvp
def of_symmetric_banded_jvp(ab, lower, x, *, out, ab_dot, x_dot):
    return of_symmetric_banded(ab_dot, lower, x), None, of_symmetric_banded(ab, lower, x_dot)
