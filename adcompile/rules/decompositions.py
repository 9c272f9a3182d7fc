"""Eigenvalues, singular values and QR, of matrices and stacks of them.

Sources: Giles (2008), "Collected matrix derivative results for forward and reverse mode
algorithmic differentiation"; Townsend (2016), "Differentiating the singular value decomposition";
Walter and Lehmann (2018) for QR; Boeddeker et al. (2017), "On the computation of complex-valued
gradients", for eig.

Where eigenvalues or singular values are equal, `gaps` is 0: what depends on the values alone stays
finite and right.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.rules.table import rule
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.elementwise import divide_or_zero
from adcompile.runtime.linalg import (
    adjoint,
    dense,
    gaps,
    real_only,
    thin,
    used_columns,
    widened,
)
from adcompile.runtime.products import swap

__all__: list[str] = []


# -- symmetric eigenvalues: the cotangent is symmetrised --------------------------------------


@rule(np.linalg.eigh, source="Giles (2008)")
def eigh(a: Any, UPLO: Any = "L", *, out: Any, g: Any) -> Any:
    w, v = out[0], out[1]
    if isinstance(g[1], int) and np.ndim(a) == 2 and np.isrealobj(a):
        return (v * g[0]) @ v.T, None
    if np.ndim(a) == 2 and np.isrealobj(a):
        grad = (v * g[0] + v @ (gaps(w) * (v.T @ g[1]))) @ v.T
        return (grad + grad.T) / 2, None
    turn = gaps(w) * (swap(v) @ dense(g[1], v))
    values = np.conj(v) * np.expand_dims(dense(g[0], w), -2)
    grad = (values + np.conj(v) @ turn) @ swap(v)
    return (grad + adjoint(grad)) / 2, None


@eigh.jvp
def eigh_jvp(a: Any, UPLO: Any = "L", *, out: Any, a_dot: Any) -> Any:
    w, v = out[0], out[1]
    if np.ndim(a) == 2 and np.isrealobj(a):
        x = v.T @ (a_dot + a_dot.T) @ v / 2
        return (np.diagonal(x), v @ (gaps(w) * x)), None
    x = adjoint(v) @ (a_dot + adjoint(a_dot)) @ v / 2
    return (np.real(np.diagonal(x, axis1=-2, axis2=-1)), v @ (gaps(w) * x)), None


@rule(np.linalg.eigvalsh, source="Giles (2008)")
def eigvalsh(a: Any, UPLO: Any = "L", *, out: Any, g: Any) -> Any:
    v = np.linalg.eigh(a, UPLO)[1]
    if np.ndim(a) == 2 and np.isrealobj(a):
        return (v * g) @ v.T, None
    return (np.conj(v) * np.expand_dims(g, -2)) @ swap(v), None


@eigvalsh.jvp
def eigvalsh_jvp(a: Any, UPLO: Any = "L", *, out: Any, a_dot: Any) -> Any:
    v = np.linalg.eigh(a, UPLO)[1]
    x = adjoint(v) @ (a_dot + adjoint(a_dot)) @ v / 2
    return np.real(np.diagonal(x, axis1=-2, axis2=-1)), None


@rule(gaps)
def gaps_rule(w: Any, *, out: Any, g: Any) -> Any:
    return np.sum(g * out * out, axis=-1) - np.sum(g * out * out, axis=-2)


@gaps_rule.jvp
def gaps_jvp(w: Any, *, out: Any, w_dot: Any) -> Any:
    return out * out * (np.expand_dims(w_dot, -1) - np.expand_dims(w_dot, -2))


@rule(dense, linear=True)
def dense_rule(x: Any, like: Any, *, out: Any, g: Any) -> Any:
    return g, None


# -- eigenvalues of general matrices: eigenvectors of length one, their phase held still ------


@rule(np.linalg.eigvals, source="Giles (2008)")
def eigvals(a: Any, *, out: Any, g: Any) -> Any:
    v = np.linalg.eig(a)[1]
    return unbroadcast(np.linalg.solve(swap(v), np.expand_dims(g, -1) * swap(v)), a)


@eigvals.jvp
def eigvals_jvp(a: Any, *, out: Any, a_dot: Any) -> Any:
    v = np.linalg.eig(a)[1]
    return np.diagonal(np.linalg.solve(v, a_dot @ v), axis1=-2, axis2=-1)


@rule(np.linalg.eig, source="Boeddeker et al. (2017)")
def eig(a: Any, *, out: Any, g: Any) -> Any:
    w, v = out[0], out[1]
    y = swap(v) @ dense(g[1], v)
    length = np.real(np.diagonal(y, axis1=-2, axis2=-1))
    turn = gaps(w) * (y - swap(v) @ (np.conj(v) * np.expand_dims(length, -2)))
    values = np.expand_dims(dense(g[0], w), -1) * swap(v)
    return unbroadcast(np.linalg.solve(swap(v), values + turn @ swap(v)), a)


@eig.jvp
def eig_jvp(a: Any, *, out: Any, a_dot: Any) -> Any:
    w, v = out[0], out[1]
    x = np.linalg.solve(v, a_dot @ v)
    turn = v @ (gaps(w) * x)
    length = np.sum(np.real(np.conj(v) * turn), axis=-2, keepdims=True)
    return np.diagonal(x, axis1=-2, axis2=-1), turn - v * length


# -- singular values --------------------------------------------------------------------------


@rule(np.linalg.svd, source="Townsend (2016)")
def svd(a: Any, full_matrices: Any = True, compute_uv: Any = True, *, out: Any, g: Any) -> Any:
    if compute_uv is False and np.ndim(a) == 2 and np.isrealobj(a):
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        return (u * g) @ vt, None, None
    if compute_uv is False:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        return (np.conj(u) * np.expand_dims(g, -2)) @ np.conj(vt), None, None
    if isinstance(g[0], int) and isinstance(g[2], int) and full_matrices is False:
        if np.ndim(a) == 2 and np.isrealobj(a):
            return (out[0] * g[1]) @ out[2], None, None
        return (np.conj(out[0]) * np.expand_dims(g[1], -2)) @ np.conj(out[2]), None, None
    s = out[1]
    u = out[0][..., : np.shape(s)[-1]]
    vt = out[2][..., : np.shape(s)[-1], :]
    if isinstance(g[0], int) and isinstance(g[2], int):
        return (np.conj(u) * np.expand_dims(g[1], -2)) @ np.conj(vt), None, None
    row = np.expand_dims(s, -2)
    gu = used_columns(g[0], u)
    gv = used_columns(swap(dense(g[2], out[2])), swap(vt))
    values = (np.conj(u) * np.expand_dims(dense(g[1], s), -2)) @ np.conj(vt)
    j = gaps(s * s) * (swap(u) @ gu)
    k = gaps(s * s) * (vt @ gv)
    turn = u @ ((j + swap(j)) * row + np.expand_dims(s, -1) * (k + swap(k))) @ vt
    left = divide_or_zero(gu, row)
    right = swap(divide_or_zero(gv, row))
    outside = (left - u @ (swap(u) @ left)) @ vt + u @ (right - right @ swap(vt) @ vt)
    return values + turn + outside, None, None


@svd.jvp
def svd_jvp(
    a: Any, full_matrices: Any = True, compute_uv: Any = True, *, out: Any, a_dot: Any
) -> Any:
    if compute_uv is False:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        p = adjoint(u) @ a_dot @ adjoint(vt)
        return np.real(np.diagonal(p, axis1=-2, axis2=-1)), None, None
    s = out[1]
    u = out[0][..., : np.shape(s)[-1]]
    v = swap(out[2][..., : np.shape(s)[-1], :])
    p = adjoint(u) @ a_dot @ np.conj(v)
    row = np.expand_dims(s, -2)
    column = np.expand_dims(s, -1)
    turn_u = u @ (gaps(s * s) * (p * row + column * swap(p)))
    turn_v = v @ (gaps(s * s) * (column * p + swap(p) * row))
    u_dot = turn_u + divide_or_zero(a_dot @ v - u @ p, row)
    v_dot = turn_v + divide_or_zero(swap(a_dot) @ u - v @ swap(p), row)
    s_dot = np.real(np.diagonal(p, axis1=-2, axis2=-1))
    return (thin(u_dot, out[0]), s_dot, swap(thin(v_dot, swap(out[2])))), None, None


@rule(thin, linear=True)
def thin_rule(u_dot: Any, u: Any, *, out: Any, g: Any) -> Any:
    return g, None


@rule(real_only, linear=True)
def real_only_rule(x: Any, *, out: Any, g: Any) -> Any:
    return g


@rule(used_columns, linear=True)
def used_columns_rule(x: Any, like: Any, *, out: Any, g: Any) -> Any:
    return widened(g, x), None


@rule(widened, linear=True)
def widened_rule(x: Any, like: Any, *, out: Any, g: Any) -> Any:
    return g[..., : np.shape(x)[-1]], None


if hasattr(np.linalg, "svdvals"):

    @rule(np.linalg.svdvals, source="Townsend (2016)")
    def svdvals(a: Any, /, *, out: Any, g: Any) -> Any:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        return (np.conj(u) * np.expand_dims(g, -2)) @ np.conj(vt)

    @svdvals.jvp
    def svdvals_jvp(a: Any, /, *, out: Any, a_dot: Any) -> Any:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        p = adjoint(u) @ a_dot @ adjoint(vt)
        return np.real(np.diagonal(p, axis1=-2, axis2=-1))


# -- QR: where there are more columns than rows, those on the right follow the others -------------


@rule(np.linalg.qr, source="Walter and Lehmann (2018)")
def qr(a: Any, mode: Any = "reduced", *, out: Any, g: Any) -> Any:
    if mode == "r":
        q = np.linalg.qr(real_only(a))[0]
        left, right = out[..., : np.shape(q)[-1]], g[..., np.shape(q)[-1] :]
        gq = a[..., np.shape(q)[-1] :] @ swap(right)
        m = left @ swap(g[..., : np.shape(q)[-1]]) - swap(gq) @ q
        both = gq + q @ (np.tril(m) + swap(np.tril(m, -1)))
        grad_left = swap(np.linalg.solve(left, swap(both)))
        return np.concatenate((grad_left, q @ right), axis=-1), None
    if mode == "reduced":
        q, k = real_only(out[0]), np.shape(out[0])[-1]
        gr = dense(g[1], out[1])
        left, right = out[1][..., :k], gr[..., k:]
        gq = dense(g[0], q) + a[..., k:] @ swap(right)
        m = left @ swap(gr[..., :k]) - swap(gq) @ q
        both = gq + q @ (np.tril(m) + swap(np.tril(m, -1)))
        grad_left = swap(np.linalg.solve(left, swap(both)))
        return np.concatenate((grad_left, q @ right), axis=-1), None
    return NotImplemented, None


@qr.jvp
def qr_jvp(a: Any, mode: Any = "reduced", *, out: Any, a_dot: Any) -> Any:
    if mode == "r":
        q = np.linalg.qr(real_only(a))[0]
        k = np.shape(q)[-1]
        y = swap(np.linalg.solve(swap(out[..., :k]), swap(a_dot[..., :k])))
        x = swap(q) @ y
        turn = np.tril(x, -1) - swap(np.tril(x, -1))
        right = swap(q @ (turn - x) + y) @ a[..., k:] + swap(q) @ a_dot[..., k:]
        return np.concatenate(((x - turn) @ out[..., :k], right), axis=-1), None
    if mode == "reduced":
        q, r, k = real_only(out[0]), out[1], np.shape(out[0])[-1]
        y = swap(np.linalg.solve(swap(r[..., :k]), swap(a_dot[..., :k])))
        x = swap(q) @ y
        turn = np.tril(x, -1) - swap(np.tril(x, -1))
        q_dot = q @ (turn - x) + y
        right = swap(q_dot) @ a[..., k:] + swap(q) @ a_dot[..., k:]
        return (q_dot, np.concatenate(((x - turn) @ r[..., :k], right), axis=-1)), None
    return NotImplemented, None
