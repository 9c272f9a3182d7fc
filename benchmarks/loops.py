"""Gradients of loops against those that a person would write: `python benchmarks/loops.py`.

Both are pinned to one core where that is possible, compared with each other, and called in turns; each ratio
is the median of emitted over hand-written times.  `--source` prints what was emitted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from adcompile import grad


@dataclass(frozen=True)
class Case:
    """A function, its gradient by hand, and where both are compared."""

    name: str
    function: Callable[..., Any]
    by_hand: Callable[..., Any]
    argnums: tuple[int, ...]
    args: tuple[Any, ...]


def rnn(W, h, n):
    for _ in range(n):
        h = np.tanh(W @ h)
    return np.sum(h)


def grad_rnn(W, h, n):
    hs = [h]
    for _ in range(n):
        h = np.tanh(W @ h)
        hs.append(h)
    grad_W = np.zeros_like(W)
    grad_h = np.ones_like(h)
    for _ in reversed(range(n)):
        h = hs.pop()
        grad_a = grad_h * (1 - h * h)
        grad_W += np.outer(grad_a, hs[-1])
        grad_h = W.T @ grad_a
    return grad_W, grad_h


def newton(a, tol):
    x = a
    while abs(x * x - a) > tol:
        x = 0.5 * (x + a / x)
    return x


def grad_newton(a, tol):
    xs = []
    x = a
    while abs(x * x - a) > tol:
        xs.append(x)
        x = 0.5 * (x + a / x)
    grad_a = 0.0
    grad_x = 1.0
    for x in reversed(xs):
        grad_s = 0.5 * grad_x
        grad_a += grad_s / x
        grad_x = grad_s - grad_s * a / (x * x)
    grad_a += grad_x
    return grad_a


def branchy(x):
    s = 1.0
    for v in x:
        if s > v:
            s = s * v
        else:
            s = s + v * v
    return s


def grad_branchy(x):
    ss = []
    s = 1.0
    for v in x:
        ss.append(s)
        if s > v:
            s = s * v
        else:
            s = s + v * v
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s, v = ss.pop(), x[i]
        if s > v:
            grad_x[i] += grad_s * s
            grad_s = grad_s * v
        else:
            grad_x[i] += grad_s * 2 * v
    return grad_x


def jacobi_2d(A, B, T):
    for _ in range(T):
        B[1:-1, 1:-1] = 0.2 * (
            A[1:-1, 1:-1] + A[1:-1, :-2] + A[1:-1, 2:] + A[2:, 1:-1] + A[:-2, 1:-1]
        )
        A[1:-1, 1:-1] = 0.2 * (
            B[1:-1, 1:-1] + B[1:-1, :-2] + B[1:-1, 2:] + B[2:, 1:-1] + B[:-2, 1:-1]
        )
    return np.sum(A)


def grad_jacobi_2d(A, B, T):
    grad_A = np.ones_like(A)
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


def burgers(u, dt, T):
    for _ in range(T):
        u[1:] = u[1:] - dt * u[1:] * (u[1:] - u[:-1])
    return np.sum(u * u)


def grad_burgers(u, dt, T):
    u = u.copy()
    saved = []
    for _ in range(T):
        saved.append(u[1:].copy())
        u[1:] = u[1:] - dt * u[1:] * (u[1:] - u[:-1])
    grad_u = 2 * u
    for _ in reversed(range(T)):
        u[1:] = saved.pop()
        g = grad_u[1:].copy()
        grad_u[1:] = g * (1 - dt * (2 * u[1:] - u[:-1]))
        grad_u[:-1] += g * dt * u[1:]
    return grad_u


def horner(c, x):
    p = 0.0
    for i in range(len(c)):
        p = p * x + c[i]
    return p


def grad_horner(c, x):
    grad_c = np.zeros_like(c)
    grad_p = 1.0
    for i in reversed(range(len(c))):
        grad_c[i] += grad_p
        grad_p = grad_p * x
    return grad_c


def comp(x, w):
    return sum([np.sin(w * v) for v in x if v > 0])


def grad_comp(x, w):
    grad_x = np.zeros_like(x)
    grad_w = 0.0
    for i, v in enumerate(x):
        if v > 0:
            grad_a = np.cos(w * v)
            grad_w += grad_a * v
            grad_x[i] += grad_a * w
    return grad_x, grad_w


def bundle(cameras, points, seen, camera_of, point_of):
    error = 0.0
    for k in range(len(seen)):
        d = points[point_of[k]] - cameras[camera_of[k]]
        r = np.sqrt(d @ d) - seen[k]
        error += r * r
    return error


def grad_bundle(cameras, points, seen, camera_of, point_of):
    grad_cameras = np.zeros_like(cameras)
    grad_points = np.zeros_like(points)
    for k in range(len(seen)):
        i, j = camera_of[k], point_of[k]
        d = points[j] - cameras[i]
        s = np.sqrt(d @ d)
        grad_d = 2 * (s - seen[k]) / s * d
        grad_points[j] += grad_d
        grad_cameras[i] -= grad_d
    return grad_cameras, grad_points


def cases() -> list[Case]:
    """The programs, at sizes at which people run them."""
    normal = np.random.default_rng(0).normal
    uniform = np.random.default_rng(1).uniform
    weights = normal(size=(64, 64)) / 8
    grid = normal(size=(150, 150))
    which = np.random.default_rng(2).integers(0, 20, size=(2, 1000))
    return [
        Case("rnn (T = 100, H = 64)", rnn, grad_rnn, (0, 1), (weights, normal(size=64), 100)),
        Case("newton", newton, grad_newton, (0,), (3.7, 1e-9)),
        Case("branchy (1,000)", branchy, grad_branchy, (0,), (uniform(0.2, 1.4, size=1000),)),
        Case("jacobi (150 x 150, T = 50)", jacobi_2d, grad_jacobi_2d, (0, 1), (grid, grid + 1, 50)),
        Case(
            "burgers (n = 1,000, T = 100)",
            burgers,
            grad_burgers,
            (0,),
            (uniform(size=1000), 0.1, 100),
        ),
        Case("horner (30)", horner, grad_horner, (0,), (normal(size=30), 0.7)),
        Case("comp (1,000)", comp, grad_comp, (0, 1), (normal(size=1000), 0.8)),
        Case(
            "bundle (1,000)",
            bundle,
            grad_bundle,
            (0, 1),
            (normal(size=(20, 3)), normal(size=(20, 3)) + 4, uniform(size=1000), *which),
        ),
    ]


def copies(args: tuple[Any, ...]) -> list[Any]:
    return [a.copy() if isinstance(a, np.ndarray) else a for a in args]


def seconds(function: Callable[..., Any], args: list[Any], count: int) -> float:
    """Time of a call, in seconds."""
    start = time.perf_counter()
    for _ in range(count):
        function(*args)
    return (time.perf_counter() - start) / count


def compare(case: Case, rounds: int) -> tuple[float, float, float]:
    """Median seconds of the emitted gradient, of that by hand, and the median of the ratios."""
    argnums = case.argnums if len(case.argnums) > 1 else case.argnums[0]
    args = copies(case.args)
    emitted = grad(case.function, argnums=argnums).specialize(*args)
    got, want = emitted(*args), case.by_hand(*args)
    if len(case.argnums) == 1:
        got, want = (got,), (want,)
    for a, b in zip(got, want, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-12)
    count = max(1, int(0.01 / seconds(case.by_hand, args, 1)))
    pairs = [
        (seconds(emitted, args, count), seconds(case.by_hand, args, count)) for _ in range(rounds)
    ]
    mine, theirs = (statistics.median(column) for column in zip(*pairs))
    return mine, theirs, statistics.median(a / b for a, b in pairs)


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
    print(f"{'':30} {'emitted':>12} {'by hand':>12} {'ratio':>7}")
    for case in cases():
        if options.names and not case.name.startswith(tuple(options.names)):
            continue
        if options.source:
            argnums = case.argnums if len(case.argnums) > 1 else case.argnums[0]
            print(grad(case.function, argnums=argnums).specialize(*copies(case.args)).source)
        mine, theirs, ratio = compare(case, options.rounds)
        print(
            f"{case.name:30} {mine * 1e6:9.1f} us {theirs * 1e6:9.1f} us {ratio:7.2f}", flush=True
        )


if __name__ == "__main__":
    main()
