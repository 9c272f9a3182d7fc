"""Where only some elements of an array are touched: escape times."""

from __future__ import annotations

import numpy as np

from tests.kernels.kernel import Kernel, normal


def mandelbrot(x, y, steps, horizon):
    """How far the points of a grid get until they have left, by real arrays."""
    c = x + 1j * y[:, None]
    z = np.zeros_like(c)
    counts = np.zeros(c.shape, dtype=int)
    for n in range(steps):
        inside = np.abs(z) < horizon
        counts[inside] = n
        z[inside] = z[inside] ** 2 + c[inside]
    return np.sum(np.abs(z) ** 2) / np.max(counts)


def mandelbrot_of_parts(x, y, steps, horizon):
    """The same without complex numbers."""
    re, im = np.zeros_like(x), np.zeros_like(y)
    for n in range(steps):
        inside = re * re + im * im < horizon * horizon
        a, b = re[inside], im[inside]
        re[inside] = a * a - b * b + x[inside]
        im[inside] = 2.0 * a * b + y[inside]
    return np.sum(re * re + im * im)


def mandelbrot_in_pairs(x, y, steps, horizon):
    """The same again, without names for what is read through the mask."""
    re, im = np.zeros_like(x), np.zeros_like(y)
    for n in range(steps):
        inside = re * re + im * im < horizon * horizon
        real, imaginary = re * re - im * im + x, 2.0 * re * im + y
        re[inside] = real[inside]
        im[inside] = imaginary[inside]
    return np.sum(re * re + im * im)


def julia(z, c, steps):
    """Points of the plane, moved until they are far away."""
    for n in range(steps):
        near = np.abs(z) < 2.0
        z[near] = z[near] ** 2 + c
    return np.sum(z.real**2 + z.imag**2)


def plane(n: int) -> np.ndarray:
    return normal(n) / 2 + 0.5j * normal(n, seed=1)


KERNELS = (
    Kernel(
        mandelbrot,
        (normal(5) / 2, normal(4) / 2, 4, 2.0),
        ("horizon",),
        analytic=False,
    ),
    Kernel(
        mandelbrot_of_parts,
        (normal(4, 4) / 2, normal(4, 4, seed=1) / 2, 4, 2.0),
        ("horizon",),
        analytic=False,
    ),
    Kernel(
        mandelbrot_in_pairs,
        (normal(4, 4) / 2, normal(4, 4, seed=1) / 2, 4, 2.0),
        ("horizon",),
        analytic=False,
    ),
    Kernel(
        julia,
        (plane(6), 0.3 + 0.2j, 3),
        (),
        analytic=False,
    ),
)
