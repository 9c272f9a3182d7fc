"""scipy.linalg: QR, polar and spectral decompositions.

Sources: Giles (2008), "Collected matrix derivative results for forward and reverse mode
algorithmic differentiation"; Walter and Lehmann (2018) for QR.  Where a matrix is taken as symmetric, its
cotangent is symmetrised.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import numpy as np
from scipy import linalg

from adcompile.rules import decompositions, engine, scipy_matrices
from adcompile.rules.table import formula, like, rule
from adcompile.runtime.linalg import adjoint, dense, gaps, real_only
from adcompile.runtime.products import swap
from adcompile.runtime.structured import square_only

__all__ = ["decompositions", "scipy_matrices"]

CHECK = ("check_finite",)

like(linalg.eigvals, np.linalg.eigvals, ignores=CHECK)
like(linalg.eig, np.linalg.eig, ignores=CHECK, results=2)
like(
    linalg.svd,
    np.linalg.svd,
    ignores=(*CHECK, "lapack_driver"),
    results=engine.vectors_and_values,
)


@rule(linalg.svdvals, ignores=CHECK)
def svdvals(a, *, out, g):
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    return (np.conj(u) * np.expand_dims(g, -2)) @ np.conj(vt)


@svdvals.jvp
def svdvals_jvp(a, *, out, a_dot):
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    p = adjoint(u) @ a_dot @ adjoint(vt)
    return np.real(np.diagonal(p, axis1=-2, axis2=-1))


# -- QR and polar: of real matrices ------------------------------------------------------------


@rule(
    linalg.qr,
    ignores=(*CHECK, "lwork"),
    results=2,
    source="Walter and Lehmann (2018)",
)
def qr(a, *, mode="full", out, g):
    if mode == "r" or mode == "raw":
        return NotImplemented, None
    return qr_grad(real_only(out[0]), square_only(out[1]), dense(g[0], out[0]), g[1]), None


@qr.jvp
def qr_jvp(a, *, mode="full", out, a_dot):
    if mode == "r" or mode == "raw":
        return NotImplemented, None
    return qr_dot(real_only(out[0]), square_only(out[1]), a_dot), None


@formula
def qr_grad(q, r, grad_q, grad_r):
    m = r @ swap(dense(grad_r, r)) - swap(grad_q) @ q
    both = grad_q + q @ (np.tril(m) + swap(np.tril(m, -1)))
    return swap(np.linalg.solve(r, swap(both)))


@formula
def qr_dot(q, r, a_dot):
    y = swap(np.linalg.solve(swap(r), swap(a_dot)))
    x = swap(q) @ y
    turn = np.tril(x, -1) - swap(np.tril(x, -1))
    return q @ (turn - x) + y, (x - turn) @ r


# With `b = a[::-1].T`, `b = q[::-1].T @ r[::-1, ::-1].T` is a QR factorisation.
@rule(linalg.rq, ignores=(*CHECK, "lwork"), results=2)
def rq(a, *, mode="full", out, g):
    if mode == "r":
        return NotImplemented, None
    q, r = real_only(out[1])[::-1].T, square_only(out[0])[::-1, ::-1].T
    grad_q, grad_r = dense(g[1], out[1])[::-1].T, dense(g[0], out[0])[::-1, ::-1].T
    return qr_grad(q, r, grad_q, grad_r).T[::-1], None


@rq.jvp
def rq_jvp(a, *, mode="full", out, a_dot):
    if mode == "r":
        return NotImplemented, None
    q, r = real_only(out[1])[::-1].T, square_only(out[0])[::-1, ::-1].T
    q_dot, r_dot = qr_dot(q, r, a_dot[::-1].T)
    return (r_dot.T[::-1, ::-1], q_dot.T[::-1]), None


@rule(linalg.polar, results=2)
def polar(a, side="right", *, out, g):
    if side == "left":
        p, u = square_only(out[1]), real_only(out[0])
        x = linalg.solve_sylvester(p, p, dense(g[0], u) @ u.T - dense(g[1], p) @ p)
        return (dense(g[1], p) - x + x.T) @ u, None
    p, u = out[1], real_only(out[0])
    outside = dense(g[0], u) - u @ (u.T @ dense(g[0], u))
    x = linalg.solve_sylvester(p, p, u.T @ dense(g[0], u) - dense(g[1], p) @ p)
    return u @ (dense(g[1], p) + x - x.T) + outside @ linalg.inv(p), None


@polar.jvp
def polar_jvp(a, side="right", *, out, a_dot):
    if side == "left":
        return NotImplemented, None
    p, u = out[1], real_only(out[0])
    m = u.T @ a_dot
    k = linalg.solve_sylvester(p, p, m - m.T)
    return (u @ k + (a_dot - u @ m) @ linalg.inv(p), m - k @ p), None


# -- symmetric eigenvalues ---------------------------------------------------------------------


@rule(
    linalg.eigh,
    ignores=(*CHECK, "driver"),
    results=lambda a, b=None, *, eigvals_only=False, **_: None if eigvals_only else 2,
    source="Giles (2008)",
)
def eigh(a, b=None, *, lower=True, eigvals_only=False, out, g):
    if eigvals_only is True:
        v = linalg.eigh(a, b, lower=lower)[1]
        return eigvalsh_grad(out, v, g), eigvalsh_grad(out, v, -g * out), None, None
    w, v = out[0], out[1]
    if isinstance(g[1], int):
        grad_w = dense(g[0], w)
        return eigvalsh_grad(w, v, grad_w), eigvalsh_grad(w, v, -grad_w * w), None, None
    turn = gaps(w) * (swap(v) @ g[1])
    length = swap(v) @ g[1] * np.eye(np.shape(w)[-1]) / 2
    grad_a = eigvalsh_grad(w, v, dense(g[0], w)) + np.conj(v) @ turn @ swap(v)
    grad_b = np.conj(v) @ (turn * np.expand_dims(w, -2) + length) @ swap(v)
    return (
        (grad_a + adjoint(grad_a)) / 2,
        eigvalsh_grad(w, v, -dense(g[0], w) * w) - (grad_b + adjoint(grad_b)) / 2,
        None,
        None,
    )


@eigh.jvp
def eigh_jvp(a, b=None, *, lower=True, eigvals_only=False, out, a_dot, b_dot):
    if eigvals_only is True:
        v = linalg.eigh(a, b, lower=lower)[1]
        return eigvalsh_dot(v, a_dot), -out * eigvalsh_dot(v, b_dot), None, None
    w, v = out[0], out[1]
    p = adjoint(v) @ (a_dot + adjoint(a_dot)) @ v / 2
    if b is None:
        return (np.real(np.diagonal(p, axis1=-2, axis2=-1)), v @ (gaps(w) * p)), None, None, None
    q = adjoint(v) @ (b_dot + adjoint(b_dot)) @ v / 2
    turn = gaps(w) * q * np.expand_dims(w, -2) + q * np.eye(np.shape(w)[-1]) / 2
    return (
        (np.real(np.diagonal(p, axis1=-2, axis2=-1)), v @ (gaps(w) * p)),
        (-w * np.real(np.diagonal(q, axis1=-2, axis2=-1)), -(v @ turn)),
        None,
        None,
    )


@formula
def eigvalsh_grad(w, v, g):
    return (np.conj(v) * np.expand_dims(g, -2)) @ swap(v)


@formula
def eigvalsh_dot(v, a_dot):
    x = adjoint(v) @ (a_dot + adjoint(a_dot)) @ v / 2
    return np.real(np.diagonal(x, axis1=-2, axis2=-1))


@rule(linalg.eigvalsh, ignores=(*CHECK, "driver"), source="Giles (2008)")
def eigvalsh(a, b=None, *, lower=True, out, g):
    v = linalg.eigh(a, b, lower=lower)[1]
    return eigvalsh_grad(out, v, g), eigvalsh_grad(out, v, -g * out), None


@eigvalsh.jvp
def eigvalsh_jvp(a, b=None, *, lower=True, out, a_dot, b_dot):
    v = linalg.eigh(a, b, lower=lower)[1]
    return eigvalsh_dot(v, a_dot), -out * eigvalsh_dot(v, b_dot), None


@rule(
    linalg.eigh_tridiagonal,
    ignores=(*CHECK, "lapack_driver", "tol"),
    results=lambda d, e, eigvals_only=False, **_: None if eigvals_only else 2,
)
def eigh_tridiagonal(d, e, eigvals_only=False, *, out, g):
    if eigvals_only is True:
        v = linalg.eigh_tridiagonal(d, e)[1]
        return (v * v) @ g, 2 * (v[1:] * v[:-1]) @ g, None
    w, v = out[0], out[1]
    grad = (v * dense(g[0], w) + v @ (gaps(w) * (v.T @ dense(g[1], v)))) @ v.T
    return np.diagonal(grad), np.diagonal(grad, 1) + np.diagonal(grad, -1), None


@eigh_tridiagonal.jvp
def eigh_tridiagonal_jvp(d, e, eigvals_only=False, *, out, d_dot, e_dot):
    if eigvals_only is True:
        v = linalg.eigh_tridiagonal(d, e)[1]
        return d_dot @ (v * v), 2 * e_dot @ (v[1:] * v[:-1]), None
    w, v = out[0], out[1]
    x = v.T @ (v * np.expand_dims(d_dot, -1))
    y = v[:-1].T @ (v[1:] * np.expand_dims(e_dot, -1))
    z = y + y.T
    return (
        (np.diagonal(x), v @ (gaps(w) * x)),
        (np.diagonal(z), v @ (gaps(w) * z)),
        None,
    )
