"""Gradients of stencils in place against those that a person would write: `python benchmarks/stencils.py`.

The ratio of times is measured as in loops.py; the last columns are the peak of the memory at T steps and at 2 T, in
arrays of the size of the grid.  `--source` prints what was emitted.
"""

from __future__ import annotations

import argparse
import os
import tracemalloc
import warnings
from typing import Any

import numpy as np
from loops import Case, compare, copies

from adcompile import grad


def jacobi_2d(A, B, T, weights):
    for _ in range(T):
        B[1:-1, 1:-1] = 0.2 * (
            A[1:-1, 1:-1] + A[1:-1, :-2] + A[1:-1, 2:] + A[2:, 1:-1] + A[:-2, 1:-1]
        )
        A[1:-1, 1:-1] = 0.2 * (
            B[1:-1, 1:-1] + B[1:-1, :-2] + B[1:-1, 2:] + B[2:, 1:-1] + B[:-2, 1:-1]
        )
    return np.sum(weights * A)


def grad_jacobi_2d(A, B, T, weights):
    grad_A = weights.copy()
    grad_B = np.zeros_like(B)
    for _ in reversed(range(T)):
        g = 0.2 * grad_A[1:-1, 1:-1]
        grad_A[1:-1, 1:-1] = 0
        grad_B[1:-1, 1:-1] += g
        grad_B[1:-1, :-2] += g
        grad_B[1:-1, 2:] += g
        grad_B[2:, 1:-1] += g
        grad_B[:-2, 1:-1] += g
        g = 0.2 * grad_B[1:-1, 1:-1]
        grad_B[1:-1, 1:-1] = 0
        grad_A[1:-1, 1:-1] += g
        grad_A[1:-1, :-2] += g
        grad_A[1:-1, 2:] += g
        grad_A[2:, 1:-1] += g
        grad_A[:-2, 1:-1] += g
    return grad_A, grad_B


def seidel_2d(A, T, weights):
    n = A.shape[0]
    for _ in range(T):
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
                ) / 9
    return np.sum(weights * A)


def grad_seidel_2d(A, T, weights):
    n = A.shape[0]
    grad_A = weights.copy()
    for _ in reversed(range(T)):
        for i in reversed(range(1, n - 1)):
            for j in reversed(range(1, n - 1)):
                g = grad_A[i, j] / 9
                grad_A[i, j] = g
                grad_A[i - 1, j - 1] += g
                grad_A[i - 1, j] += g
                grad_A[i - 1, j + 1] += g
                grad_A[i, j - 1] += g
                grad_A[i, j + 1] += g
                grad_A[i + 1, j - 1] += g
                grad_A[i + 1, j] += g
                grad_A[i + 1, j + 1] += g
    return grad_A


def burgers(u, rate, T, weights):
    for _ in range(T):
        un = u.copy()
        u[1:] = un[1:] - rate * un[1:] * (un[1:] - un[:-1])
    return np.sum(weights * u)


def grad_burgers(u, rate, T, weights):
    u = u.copy()
    saved = []
    for _ in range(T):
        saved.append(u.copy())
        u[1:] = u[1:] - rate * u[1:] * (u[1:] - u[:-1])
    grad_u = weights.copy()
    for _ in reversed(range(T)):
        u = saved.pop()
        g = grad_u[1:].copy()
        grad_u[1:] = g * (1 - rate * (2 * u[1:] - u[:-1]))
        grad_u[:-1] += g * rate * u[1:]
    return grad_u


def cases() -> list[Case]:
    """The programs; what they are given is random, so that no gradient is uniform."""
    generator = np.random.default_rng(0)
    grids = generator.normal(size=(3, 150, 150))
    small = generator.normal(size=(2, 40, 40))
    line = generator.uniform(size=(2, 20_000))
    return [
        Case(
            "jacobi_2d (N = 150, T = 50)",
            jacobi_2d,
            grad_jacobi_2d,
            (0, 1),
            (grids[0], grids[1], 50, grids[2]),
        ),
        Case("seidel_2d (N = 40, T = 5)", seidel_2d, grad_seidel_2d, (0,), (small[0], 5, small[1])),
        Case(
            "burgers (n = 20,000, T = 50)", burgers, grad_burgers, (0,), (line[0], 0.1, 50, line[1])
        ),
    ]


def peak(case: Case, factor: int) -> float:
    """The most memory of the emitted gradient with `factor` times as many steps, in grids."""
    args = [a * factor if type(a) is int else a for a in copies(case.args)]
    argnums = case.argnums if len(case.argnums) > 1 else case.argnums[0]
    emitted = grad(case.function, argnums=argnums).specialize(*args)
    emitted(*args)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    emitted(*args)
    after: int = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    grid: Any = case.args[0]
    return float((after - before) / grid.nbytes)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="cases whose name begins so")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--source", action="store_true", help="print the emitted text")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    warnings.simplefilter("ignore")
    print(f"{'':30} {'emitted':>12} {'by hand':>12} {'ratio':>7} {'T':>7} {'2 T':>7}")
    for case in cases():
        if options.names and not case.name.startswith(tuple(options.names)):
            continue
        if options.source:
            argnums = case.argnums if len(case.argnums) > 1 else case.argnums[0]
            print(grad(case.function, argnums=argnums).specialize(*copies(case.args)).source)
        mine, theirs, ratio = compare(case, options.rounds)
        print(
            f"{case.name:30} {mine * 1e6:9.1f} us {theirs * 1e6:9.1f} us {ratio:7.2f} "
            f"{peak(case, 1):7.1f} {peak(case, 2):7.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
