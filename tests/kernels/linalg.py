"""Factorisations, triangular systems and products, by loops or in place."""

from __future__ import annotations

import numpy as np

from tests.kernels.kernel import Kernel, normal, uniform


def cholesky(A, weights):
    n = A.shape[0]
    for i in range(n):
        for j in range(i):
            for k in range(j):
                A[i, j] -= A[i, k] * A[j, k]
            A[i, j] /= A[j, j]
        for k in range(i):
            A[i, i] -= A[i, k] * A[i, k]
        A[i, i] = np.sqrt(A[i, i])
    return np.sum(weights * np.tril(A))


def cholesky_by_rows(A, weights):
    A[0, 0] = np.sqrt(A[0, 0])
    for i in range(1, A.shape[0]):
        for j in range(i):
            A[i, j] -= np.dot(A[i, :j], A[j, :j])
            A[i, j] /= A[j, j]
        A[i, i] -= np.dot(A[i, :i], A[i, :i])
        A[i, i] = np.sqrt(A[i, i])
    return np.sum(weights * np.tril(A))


def lu(A, weights):
    n = A.shape[0]
    for i in range(n):
        for j in range(i):
            for k in range(j):
                A[i, j] -= A[i, k] * A[k, j]
            A[i, j] /= A[j, j]
        for j in range(i, n):
            for k in range(i):
                A[i, j] -= A[i, k] * A[k, j]
    return np.sum(weights * A)


def lu_by_outer_products(A, weights):
    for k in range(A.shape[0] - 1):
        A[k + 1 :, k] /= A[k, k]
        A[k + 1 :, k + 1 :] -= np.outer(A[k + 1 :, k], A[k, k + 1 :])
    return np.sum(weights * A)


def durbin(r, weights):
    """The Yule-Walker equations, by the recursion of Levinson and Durbin."""
    y = np.zeros_like(r)
    alpha = -r[0]
    beta = 1.0
    y[0] = -r[0]
    for k in range(1, len(r)):
        beta *= 1.0 - alpha * alpha
        alpha = -(r[k] + np.dot(np.flip(r[:k]), y[:k])) / beta
        y[:k] += alpha * np.flip(y[:k])
        y[k] = alpha
    return np.dot(weights, y)


def gramschmidt(A, weights, weights_r):
    Q = np.zeros_like(A)
    R = np.zeros((A.shape[1], A.shape[1]), dtype=A.dtype)
    for k in range(A.shape[1]):
        R[k, k] = np.sqrt(np.dot(A[:, k], A[:, k]))
        Q[:, k] = A[:, k] / R[k, k]
        for j in range(k + 1, A.shape[1]):
            R[k, j] = np.dot(Q[:, k], A[:, j])
            A[:, j] -= Q[:, k] * R[k, j]
    return np.sum(weights * Q) + np.sum(weights_r * R)


def trisolv(L, x, b, weights):
    for i in range(x.shape[0]):
        x[i] = (b[i] - np.dot(L[i, :i], x[:i])) / L[i, i]
    return np.dot(weights, x)


def atax(A, x, weights):
    y = np.zeros_like(x)
    for i in range(A.shape[0]):
        y += np.dot(A[i], x) * A[i]
    return np.dot(weights, y)


def bicg(A, p, r, s, q, weights, weights_q):
    s[:] = 0.0
    for i in range(A.shape[0]):
        q[i] = 0.0
        for j in range(A.shape[1]):
            s[j] += r[i] * A[i, j]
            q[i] += A[i, j] * p[j]
    return np.dot(weights, s) + np.dot(weights_q, q)


def mvt(x1, x2, y_1, y_2, A, weights):
    x1 += A @ y_1
    x2 += y_2 @ A
    return np.dot(weights, x1) + np.dot(x1, x2)


def gemver(alpha, beta, A, u1, v1, u2, v2, w, x, y, z, weights):
    A += np.outer(u1, v1) + np.outer(u2, v2)
    x += beta * y @ A + z
    w += alpha * A @ x
    return np.dot(weights, w)


def definite(n: int) -> np.ndarray:
    """A symmetric matrix whose eigenvalues are 1 or more."""
    half = normal(n, n)
    return half @ half.T + np.eye(n)


KERNELS = (
    Kernel(cholesky, (definite(4), normal(4, 4, seed=1))),
    Kernel(cholesky_by_rows, (definite(4), normal(4, 4, seed=1))),
    Kernel(lu, (definite(4) + normal(4, 4, seed=2) / 9, normal(4, 4, seed=1))),
    Kernel(lu_by_outer_products, (definite(4) + normal(4, 4, seed=2) / 9, normal(4, 4, seed=1))),
    Kernel(durbin, (normal(5) / 4, normal(5, seed=1))),
    Kernel(
        gramschmidt,
        (normal(5, 4), normal(5, 4, seed=1), normal(4, 4, seed=2)),
        ("weights", "weights_r"),
    ),
    Kernel(
        trisolv,
        (np.tril(normal(5, 5)) + 2 * np.eye(5), normal(5), normal(5, seed=1), normal(5, seed=2)),
    ),
    Kernel(atax, (normal(5, 4), normal(4), normal(4, seed=1))),
    Kernel(
        bicg,
        (
            normal(5, 4),
            normal(4),
            normal(5),
            normal(4, seed=1),
            normal(5, seed=1),
            normal(4, seed=2),
            normal(5, seed=2),
        ),
        ("weights", "weights_q"),
    ),
    Kernel(
        mvt,
        (
            normal(5),
            normal(5, seed=1),
            normal(5, seed=2),
            normal(5, seed=3),
            normal(5, 5),
            uniform(5),
        ),
    ),
    Kernel(
        gemver,
        (
            0.7,
            1.3,
            normal(4, 4),
            *(normal(4, seed=k) for k in range(8)),
            uniform(4),
        ),
    ),
)
