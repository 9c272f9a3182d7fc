"""Calls of NumPy that are more than a rule: how the program around them is read.

`check_grads` compares both modes, and the second order, with differences; the value must be the function's own.
"""

from __future__ import annotations

import cmath
import copy
import functools
import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import MissingRule, check_grads, grad, value_and_grad

V = np.array([0.9, 1.4, 0.7, 1.2, 0.65])
W = np.array([1.1, 0.5, 0.8, 1.3, 0.75])
M = np.array([[0.9, 1.4, 0.3], [0.5, 0.8, 1.7]])
S = np.array([[2.1, 0.3, -0.4], [0.2, 3.9, 0.6], [-0.1, 0.5, 6.2]])
SPEC: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []


def case(*args: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Check the function at these arguments."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        SPEC.append((function, args))
        return function

    return register


def weighted(e: Any) -> Any:
    """A number that depends on the order of all elements, and not linearly."""
    r = np.reshape(np.cos(np.arange(np.size(e)) + 0.5), np.shape(e)) * e
    return np.sum(r + 0.3 * r * r)


# -- np.r_ and np.c_ ----------------------------------------------------------------------------


@case(V, W[:3])
def rows(x: Any, y: Any) -> Any:
    return weighted(np.r_[x, 0:3, y, 1.0, y[0]])


@case(V, W)
def columns(x: Any, y: Any) -> Any:
    return weighted(np.c_[x, y])


@case(V, W)
def directive(x: Any, y: Any) -> Any:
    return weighted(np.r_["0,2", x, y])


@case(V)
def grids(x: Any) -> Any:
    return weighted(np.mgrid[0:5] * x + np.ogrid[0:5])


# -- complex numbers on the way -----------------------------------------------------------------


@case(V)
def power_spectrum(x: Any) -> Any:
    return weighted(np.abs(np.fft.rfft(x)) ** 3)


@case(V)
def phases(x: Any) -> Any:
    return weighted(np.angle(np.fft.fft(x)) * np.real(np.fft.ifft(x * 1j + x * x)))


@case(1.3)
def number(x: float) -> Any:
    return complex(x, 2 * x).imag ** 3 + cmath.exp(x * 1j).real + cmath.phase(1 + x * 1j)


@case(V)
def real_signal(x: Any) -> Any:
    return weighted(np.fft.irfft(x) ** 2)


@case(V)
def spread(x: Any) -> Any:
    return np.var(x * (1 + 2j) + x * x) * np.std(x * 1j)


@case(V)
def other_domain(x: Any) -> Any:
    return weighted(np.emath.sqrt(-x).imag)


# -- fields, sequences, methods ------------------------------------------------------------------


@case(S)
def fields(a: Any) -> Any:
    u, w = np.linalg.eigh(a @ a.T).eigenvectors ** 2, np.linalg.svd(a, full_matrices=False).S
    return weighted(u) + weighted(w) + np.linalg.slogdet(a).logabsdet


@case(V)
def sequences(x: Any) -> Any:
    items = x.tolist()
    return max(x) * min(items) + sum([x[0], x[1] * x[2]], 2.0) + weighted(np.array(tuple(x)))


@case(V)
def folded(x: Any) -> Any:
    return functools.reduce(lambda a, b: a * b + a, x)


@case(M)
def picked(x: Any) -> Any:
    return x.item(1, 2) * x.item(3) + x.flat[4] * x.tolist()[0][1] + weighted(x[:, slice(1, 3)])


@case(V)
def copied(x: Any) -> Any:
    return weighted(copy.deepcopy(x) * copy.copy(x) + getattr(x, "T"))


@case(V)
def from_iterator(x: Any) -> Any:
    return weighted(np.fromiter([a * a for a in x], float))


@case(V, W[:3])
def outer(x: Any, y: Any) -> Any:
    return weighted(np.hypot.outer(x, y) + np.arctan2.outer(x, y)) + weighted(np.add.outer(x, y))


@case(M)
def options(x: Any) -> Any:
    total = np.sum(x, axis=1, where=x > 0.6, initial=2.0) + np.max(x, axis=1, initial=1.5)
    return weighted(total) + np.mean(x, where=x > 0.6) + np.prod(x, where=x < 1.5)


@case(M)
def grid_of_two(x: Any) -> Any:
    a, b = np.meshgrid(x[0], x[1])
    return weighted(a * b * b) + weighted(np.meshgrid(x[0], x[1])[0])


@case(M)
def blocks(x: Any) -> Any:
    return weighted(np.block([[x, x * x], [2 * x, x]]))


@case(2.6)
def parts(x: float) -> Any:
    return math.modf(x)[0] * math.frexp(x)[0]


@case(V)
def numbered(x: Any) -> Any:
    return weighted(np.gradient(x)) * weighted(operator.getitem(np.split(x, [2])[1], 0))


# -- what has been written into, passed on --------------------------------------------------------


@case(V)
def written(x: Any) -> Any:
    b = np.zeros(3)
    np.add.at(b, [0, 1, 1, 2, 0], x)
    return weighted(b)


@case(V)
def written_in_a_loop(x: Any) -> Any:
    b, total = np.zeros(5), 0.0
    for i in range(5):
        total = total + weighted(b)
        np.put(b, [i], x[i] * x[i])
    return total


@case(V)
def written_through_a_view(x: Any) -> Any:
    b = np.zeros(7)
    b[1:6].fill(x[1])
    np.multiply(x, x, out=b[1:6])
    return weighted(b)


@pytest.mark.parametrize(("function", "args"), SPEC, ids=lambda p: getattr(p, "__name__", ""))
def test_derivatives(function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    kept = copy.deepcopy(args)
    value, _ = value_and_grad(function)(*args)

    assert value == function(*args)
    check_grads(function, args)
    assert all(np.array_equal(a, b) for a, b in zip(args, kept, strict=True))


def test_complex_argument_through_real_numbers() -> None:
    def f(z: complex) -> Any:
        w = np.abs(z) * (1 + 2j) + np.real(z) * np.imag(z) * (2 - 1j)
        return np.real(w * (1 + 1j) * w)

    z, h = 1.3 + 0.4j, 1e-5
    along = [(f(z + d) - f(z - d)) / (2 * h) for d in (h, h * 1j)]

    np.testing.assert_allclose(grad(f)(z), along[0] - 1j * along[1], rtol=1e-8)


def test_a_quantile_moves_with_its_fraction() -> None:
    def f(q: float) -> Any:
        return np.quantile(W, q)

    with pytest.raises(MissingRule, match="not known"):
        grad(f)(0.3)


def test_the_edges_of_a_histogram_move_with_the_data() -> None:
    def f(x: Any) -> Any:
        return np.histogram(x, 3)[1][0]

    with pytest.raises(MissingRule, match="not known"):
        grad(f)(V)
