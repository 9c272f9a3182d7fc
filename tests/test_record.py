"""What the gradients of loops save, make again, and add up: seen in their text, checked by their values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import grad, vjp

RNG = np.random.default_rng(5)


def layers(W, h, n):
    for _ in range(n):
        h = np.tanh(W @ h)
    return np.sum(h)


def layers_in_layers(W, h, n, m):
    for _ in range(n):
        for _ in range(m):
            h = np.tanh(W @ h)
    return np.sum(h)


def layers_between(W, h, n, m):
    for _ in range(n):
        for _ in range(m):
            h = np.tanh(W @ h)
        h = 2.0 * h
    return np.sum(h)


def stencil(A, B, n):
    for _ in range(n):
        B[1:-1] = 0.3 * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = 0.3 * (B[:-2] + B[1:-1] + B[2:])
    return np.sum(A)


def upwind(u, dt, n):
    for _ in range(n):
        u[1:] = u[1:] - dt * u[1:] * (u[1:] - u[:-1])
    return np.sum(u * u)


def choosing(x):
    s = 1.0
    for v in x:
        if s > v and v != 3.0:
            s = s * v
        else:
            s = s + v * v
    return s


def order_free(x, w):
    s = 0.0
    for v in x:
        if v > 0:
            s += np.sin(w * v)
    return s


def root(x, tol):
    y = x
    while abs(y * y - x) > tol:
        y = 0.5 * (y + x / y)
    return y


def regression(w, X, y, n):
    for _ in range(n):
        p = 1 / (1 + np.exp(-(X @ w)))
        w = w - 0.1 * (X.T @ (p - y)) / len(y)
    return np.sum(w * w)


MATRIX = RNG.normal(size=(3, 3))
VECTOR = RNG.normal(size=3)
CASES: dict[str, tuple[Callable[..., Any], tuple[int, ...], tuple[Any, ...]]] = {
    "layers": (layers, (0, 1), (MATRIX, VECTOR, 4)),
    "layers, none": (layers, (0, 1), (MATRIX, VECTOR, 0)),
    "layers_in_layers": (layers_in_layers, (0, 1), (MATRIX, VECTOR, 2, 3)),
    "layers_in_layers, none inside": (layers_in_layers, (0, 1), (MATRIX, VECTOR, 2, 0)),
    "layers_between": (layers_between, (0, 1), (MATRIX, VECTOR, 3, 2)),
    "layers_between, none": (layers_between, (0, 1), (MATRIX, VECTOR, 0, 2)),
    "stencil": (stencil, (0, 1), (RNG.normal(size=7), RNG.normal(size=7), 3)),
    "stencil, short": (stencil, (0, 1), (RNG.normal(size=2), RNG.normal(size=2), 3)),
    "stencil, spread": (stencil, (0, 1), (RNG.normal(size=3), RNG.normal(size=3), 2)),
    "upwind": (upwind, (0, 1), (RNG.normal(size=6), 0.1, 3)),
    "choosing": (choosing, (0,), (RNG.uniform(0.2, 1.7, size=7),)),
    "order_free": (order_free, (0, 1), (RNG.normal(size=6), 0.8)),
    "root": (root, (0,), (3.7, 1e-9)),
    "regression": (regression, (0, 1), (VECTOR, RNG.normal(size=(5, 3)), np.ones(5), 3)),
}


def copies(args):
    return [np.copy(a) if isinstance(a, np.ndarray) else a for a in args]


@pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
@pytest.mark.parametrize("name", CASES)
def test_values(name, optimize):
    """Generic and specialised texts give the derivative."""
    function, argnums, args = CASES[name]
    derivative = grad(function, argnums=argnums, optimize=optimize)
    for program in (derivative, derivative.specialize(*args)):
        got = program(*copies(args))
        for k, g in zip(argnums, got, strict=True):
            np.testing.assert_allclose(g, numerical(function, args, k), rtol=1e-5, atol=1e-6)


def numerical(function, args, k):
    """Central differences, from copies of the arguments."""

    def along(x):
        mine = copies(args)
        mine[k] = x
        return function(*mine)

    x = np.array(args[k], float)
    found = np.zeros_like(x)
    for index in np.ndindex(*x.shape):
        step = np.zeros_like(x)
        step[index] = 1e-6
        found[index] = (along(x + step) - along(x - step)) / 2e-6
    return found


def specialised(name):
    function, argnums, args = CASES[name]
    return grad(function, argnums=argnums).specialize(*copies(args)).source


def test_one_history_serves_nested_loops():
    assert specialised("layers_in_layers").count("hs.append(h)") == 1


def test_a_value_between_nested_loops_is_kept_once_an_outer_iteration():
    source = specialised("layers_between")
    assert source.count(".append(h)") == 3  # inside, behind the inner loop, and as a factor


def test_linear_loops_keep_nothing():
    source = specialised("stencil")
    assert "# forward" not in source
    assert "append" not in source
    assert "copy" not in source


def test_slices_of_one_length_need_no_unbroadcast():
    assert "unbroadcast(" not in specialised("upwind")


def test_of_what_is_overwritten_only_the_slice_is_kept():
    source = specialised("upwind")
    assert "s0s.append(s0.copy())" in source
    assert source.count("u = u.copy()") == 1
    assert source.index("u = u.copy()") < source.index("for ")


def test_predicates_are_asked_again_in_generic_text():
    source = grad(choosing).source
    assert source.count("if s > v and v != 3.0:") == 2
    assert source.count(".append(") == 1


def test_order_free_loops_run_once():
    source = specialised("order_free")
    assert source.count("for ") == 1
    assert "append" not in source
    assert "else" not in source


def test_a_loop_that_counts_goes_through_its_history():
    assert "for y in reversed(ys):" in specialised("root")


def test_outer_products_are_added_up_at_once():
    assert "grad_W = sum_of_outer(" in specialised("layers")
    assert specialised("regression").count("sum_of_outer(") == 2


def test_a_size_is_measured_again():
    assert "len(y)" in specialised("regression").split("# backward")[1]


def test_a_pullback_runs_twice():
    value, pull = vjp(lambda W, h: layers_in_layers(W, h, 2, 3), MATRIX, VECTOR)
    first, second = pull(1.0), pull(2.0)
    np.testing.assert_allclose(value, layers_in_layers(MATRIX, VECTOR, 2, 3))
    for a, b in zip(first, second, strict=True):
        np.testing.assert_allclose(2 * a, b)
