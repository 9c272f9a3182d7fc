"""Stencils on grids: relaxation, diffusion, waves, alternating directions."""

from __future__ import annotations

import numpy as np

from tests.kernels.kernel import Kernel, normal, uniform


def jacobi_1d(A, B, T, weights):
    for t in range(1, T):
        B[1:-1] = 0.33333 * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = 0.33333 * (B[:-2] + B[1:-1] + B[2:])
    return np.sum(weights * A)


def jacobi_2d(A, B, T, weights):
    for t in range(1, T):
        B[1:-1, 1:-1] = 0.2 * (
            A[1:-1, 1:-1] + A[1:-1, :-2] + A[1:-1, 2:] + A[2:, 1:-1] + A[:-2, 1:-1]
        )
        A[1:-1, 1:-1] = 0.2 * (
            B[1:-1, 1:-1] + B[1:-1, :-2] + B[1:-1, 2:] + B[2:, 1:-1] + B[:-2, 1:-1]
        )
    return np.sum(weights * A)


def heat_3d(A, B, T, rate, weights):
    for t in range(1, T):
        B[1:-1, 1:-1, 1:-1] = (
            rate * (A[2:, 1:-1, 1:-1] - 2.0 * A[1:-1, 1:-1, 1:-1] + A[:-2, 1:-1, 1:-1])
            + rate * (A[1:-1, 2:, 1:-1] - 2.0 * A[1:-1, 1:-1, 1:-1] + A[1:-1, :-2, 1:-1])
            + rate * (A[1:-1, 1:-1, 2:] - 2.0 * A[1:-1, 1:-1, 1:-1] + A[1:-1, 1:-1, :-2])
            + A[1:-1, 1:-1, 1:-1]
        )
        A[1:-1, 1:-1, 1:-1] = (
            rate * (B[2:, 1:-1, 1:-1] - 2.0 * B[1:-1, 1:-1, 1:-1] + B[:-2, 1:-1, 1:-1])
            + rate * (B[1:-1, 2:, 1:-1] - 2.0 * B[1:-1, 1:-1, 1:-1] + B[1:-1, :-2, 1:-1])
            + rate * (B[1:-1, 1:-1, 2:] - 2.0 * B[1:-1, 1:-1, 1:-1] + B[1:-1, 1:-1, :-2])
            + B[1:-1, 1:-1, 1:-1]
        )
    return np.sum(weights * A)


def seidel_2d(A, T, weights):
    n = A.shape[0]
    for t in range(T):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                A[i, j] = (
                    A[i - 1, j - 1]
                    + A[i - 1, j]
                    + A[i - 1, j + 1]
                    + A[i, j - 1]
                    + A[i, j]
                    + A[i, j + 1]
                    + A[i + 1, j - 1]
                    + A[i + 1, j]
                    + A[i + 1, j + 1]
                ) / 9.0
    return np.sum(weights * A)


def fdtd_2d(ex, ey, hz, source, T, weights):
    for t in range(T):
        ey[0, :] = source[t]
        ey[1:, :] -= 0.5 * (hz[1:, :] - hz[:-1, :])
        ex[:, 1:] -= 0.5 * (hz[:, 1:] - hz[:, :-1])
        hz[:-1, :-1] -= 0.7 * (ex[:-1, 1:] - ex[:-1, :-1] + ey[1:, :-1] - ey[:-1, :-1])
    return np.sum(weights * hz)


def adi(u, T, rate, weights):
    """Diffusion by alternating directions: in each half step one direction is implicit."""
    n = u.shape[0]
    v = np.zeros_like(u)
    p = np.zeros_like(u)
    q = np.zeros_like(u)
    for t in range(T):
        v[0, 1:-1] = 1.0
        p[1:-1, 0] = 0.0
        q[1:-1, 0] = v[0, 1:-1]
        for j in range(1, n - 1):
            p[1:-1, j] = rate / (1.0 + 2.0 * rate - rate * p[1:-1, j - 1])
            q[1:-1, j] = (
                rate * u[j, :-2]
                + (1.0 - 2.0 * rate) * u[j, 1:-1]
                + rate * u[j, 2:]
                + rate * q[1:-1, j - 1]
            ) / (1.0 + 2.0 * rate - rate * p[1:-1, j - 1])
        v[-1, 1:-1] = 1.0
        for j in range(n - 2, 0, -1):
            v[j, 1:-1] = p[1:-1, j] * v[j + 1, 1:-1] + q[1:-1, j]
        u[1:-1, 0] = 1.0
        p[1:-1, 0] = 0.0
        q[1:-1, 0] = u[1:-1, 0]
        for j in range(1, n - 1):
            p[1:-1, j] = rate / (1.0 + 2.0 * rate - rate * p[1:-1, j - 1])
            q[1:-1, j] = (
                rate * v[:-2, j]
                + (1.0 - 2.0 * rate) * v[1:-1, j]
                + rate * v[2:, j]
                + rate * q[1:-1, j - 1]
            ) / (1.0 + 2.0 * rate - rate * p[1:-1, j - 1])
        u[1:-1, -1] = 1.0
        for j in range(n - 2, 0, -1):
            u[1:-1, j] = p[1:-1, j] * u[1:-1, j + 1] + q[1:-1, j]
    return np.sum(weights * u)


KERNELS = (
    Kernel(jacobi_1d, (normal(6), normal(6, seed=1), 4, normal(6, seed=2))),
    Kernel(jacobi_2d, (normal(5, 4), normal(5, 4, seed=1), 3, normal(5, 4, seed=2))),
    Kernel(heat_3d, (normal(4, 5, 4), normal(4, 5, 4, seed=1), 3, 0.125, normal(4, 5, 4, seed=2))),
    Kernel(seidel_2d, (normal(5, 5), 2, normal(5, 5, seed=1))),
    Kernel(
        fdtd_2d,
        (normal(4, 5), normal(4, 5, seed=1), normal(4, 5, seed=2), normal(3), 3, uniform(4, 5)),
    ),
    Kernel(adi, (normal(5, 5), 2, 0.3, uniform(5, 5))),
)
