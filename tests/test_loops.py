"""Loops: what they cost, what they keep, and what their derivatives are at the edges.

Work is counted in calls of functions and in lines run, which does not depend on the machine.
"""

from __future__ import annotations

import re
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adcompile import checkpoint, grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp
from tests import oracles
from tests.test_export import close, run_apart
from tests.test_scale import work

BOTH = pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])


def lines(action: Callable[[], Any]) -> int:
    """How many lines of Python run."""
    count = 0

    def trace(frame: Any, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(previous)
    return count


def peak(action: Callable[[], Any]) -> int:
    """The most memory in use at a time, in bytes, above what there was."""
    action()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        action()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


# -- programs -------------------------------------------------------------------------------


def logistic(x, n):
    for _ in range(n):
        x = 2.9 * x * (1 - x)
    return x


def halving(x, n):
    k = 0
    while k < n:
        x = x - 0.5 * x * x / n
        k += 1
    return x


def recurrence(x):
    s = 0.5
    for v in x:
        s = np.tanh(s * v)
    return s


def by_index(x):
    s = 0.5
    for i in range(1, len(x)):
        s = s * 0.5 + x[i] * x[i - 1]
    return s


def in_place(x):
    y = np.zeros(len(x))
    for i in range(1, len(x)):
        y[i] = 0.5 * y[i - 1] + x[i] * x[i]
    return y[-1]


def appended(x):
    items = [1.0]
    for v in x:
        items.append(0.5 * items[-1] + v * v)
    return items[-1]


def branching(x):
    s = 1.0
    for v in x:
        if s > v:
            s = s * v
        else:
            s = s + v * v
    return s


def leaving(x):
    s = 1.0
    for v in x:
        if v < 0.1:
            continue
        if s > 1e9:
            break
        s = s * (0.9 + 0.1 * v)
    return s


def comprehension(x):
    return sum(v * v for v in x if v > 0.5)


def counted(function: Callable[..., Any]) -> Callable[[int], tuple[Any, ...]]:
    """From the number of iterations to the arguments."""
    if function in (logistic, halving):
        return lambda n: (0.3, n)
    return lambda n: (np.random.default_rng(0).uniform(0.2, 0.9, size=n),)


LONG = [
    logistic, halving, recurrence, by_index, in_place, appended, branching, leaving, comprehension,
]  # fmt: skip


# -- length ---------------------------------------------------------------------------------


@pytest.mark.parametrize("function", LONG)
def test_a_hundred_thousand_iterations(function: Callable[..., Any]) -> None:
    args = counted(function)(100_000)
    derivative = np.asarray(grad(function)(*args))
    assert derivative.shape == np.shape(args[0])
    assert np.all(np.isfinite(derivative))


def test_lists_are_not_copied_in_each_iteration() -> None:
    backward = grad(appended).specialize(np.ones(3)).source.split("# backward")[1]
    assert "list(" not in backward.partition("for ")[2]


@BOTH
@pytest.mark.parametrize("function", LONG)
def test_work_is_linear_in_the_iterations(function: Callable[..., Any], optimize: bool) -> None:
    derivative = value_and_grad(function, optimize=optimize)
    few, many = counted(function)(1000), counted(function)(2000)
    derivative(*few)
    derivative(*many)
    assert work(lambda: derivative(*many)) <= 2.2 * work(lambda: derivative(*few))
    assert lines(lambda: derivative(*many)) <= 2.2 * lines(lambda: derivative(*few))


@pytest.mark.parametrize("function", LONG)
def test_memory_is_linear_in_the_iterations(function: Callable[..., Any]) -> None:
    derivative = grad(function)
    few, many = counted(function)(1000), counted(function)(2000)
    assert peak(lambda: derivative(*many)) <= 2.2 * peak(lambda: derivative(*few)) + 2000


@pytest.mark.parametrize("function", LONG)
def test_compile_work_does_not_depend_on_the_iterations(function: Callable[..., Any]) -> None:
    few, many = counted(function)(10), counted(function)(10_000)

    def compiling(args: tuple[Any, ...]) -> int:
        return work(lambda: grad(function).specialize(*args))

    compiling(few)  # fills what is remembered from one compilation to the next
    assert abs(compiling(many) - compiling(few)) <= 0.02 * compiling(few)
    assert grad(function).specialize(*many).source == grad(function).specialize(*few).source


# -- what is kept ---------------------------------------------------------------------------


def rnn(W, h, n):
    for _ in range(n):
        h = np.tanh(W @ h)
    return np.sum(h)


def grad_rnn(W, h, n):
    hs = []
    for _ in range(n):
        hs.append(h)
        h = np.tanh(W @ h)
    grad_W = np.zeros_like(W)
    grad_h = np.ones_like(h)
    for _ in range(n):
        grad_a = grad_h * (1 - h * h)
        h = hs.pop()
        grad_W += np.outer(grad_a, h)
        grad_h = W.T @ grad_a
    return grad_W, grad_h


def test_memory_of_a_recurrent_network_is_that_of_code_by_hand() -> None:
    rng = np.random.default_rng(0)
    args = (rng.normal(size=(64, 64)) / 8, rng.normal(size=64), 100)
    derivative = grad(rnn, argnums=(0, 1))
    for found, wanted in zip(derivative(*args), grad_rnn(*args), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-12)
    # Both factors of the outer products are kept until the loop has ended, at half the time.
    assert peak(lambda: derivative(*args)) <= 1.2 * peak(lambda: grad_rnn(*args))


def histories(source: str) -> list[str]:
    """The names of the lists that the forward half fills."""
    forward = source.split("# backward")[0]
    return re.findall(r"^ +(\w+)\.append\(", forward, re.MULTILINE)


def test_histories_are_lists_named_for_their_values() -> None:
    source = grad(rnn, argnums=(0, 1)).specialize(np.eye(2), np.ones(2), 3).source
    assert histories(source) == ["hs"]
    assert "    hs = []\n" in source
    assert "h = hs.pop()\n" in source


def test_nothing_is_kept_of_a_linear_body() -> None:
    def f(x, c, n):
        for k in range(n):
            x = x * c[k] + k
        return x

    source = grad(f).specialize(0.5, np.ones(3), 3).source
    assert histories(source) == []
    assert source.count("for ") == 1
    assert "# forward" not in source or "for " not in source.split("# backward")[0]
    assert grad(f)(0.5, np.array([2.0, 3.0]), 2) == 6.0


def test_nothing_is_kept_of_sums() -> None:
    def f(x):
        total = 0.0
        for v in x:
            total += np.sin(v) * v
        return total

    x = np.array([0.3, -0.8])
    source = grad(f).specialize(x).source
    assert histories(source) == []
    assert source.count("for ") == 1
    np.testing.assert_allclose(grad(f)(x), np.cos(x) * x + np.sin(x))


def test_the_value_is_computed_only_where_it_is_wanted() -> None:
    def f(x, n):
        for _ in range(n):
            x = 0.5 * x
        return x

    assert grad(f).specialize(1.0, 3).source.count("for ") == 1
    assert value_and_grad(f).specialize(1.0, 3).source.count("for ") == 2
    assert value_and_grad(f)(1.0, 3) == (0.125, 0.125)


def test_counters_are_kept_out_of_the_gradient() -> None:
    def f(x, n):
        k = 0
        while k < n:
            x = np.sin(x) * k
            k += 2
        return x

    source = grad(f).specialize(0.5, 5).source
    assert set(histories(source)) <= {"xs", "ks"}
    assert "grad_k" not in source


# -- bounds ---------------------------------------------------------------------------------


@BOTH
def test_a_bound_that_the_body_changes(optimize: bool) -> None:
    def f(x, n):
        for _ in range(n):
            n = n - 1
            x = np.sin(x) * n
        return x * n

    derivative = grad(f, optimize=optimize)
    assert derivative(0.4, 3) == 0.0
    np.testing.assert_allclose(derivative(0.4, -2), -2.0)
    np.testing.assert_allclose(
        grad(lambda x, n: f(x, n) + x, optimize=optimize)(0.4, 3),
        oracles.gradient(f, [0.4, 3], 0) + 1,
    )


def shifting_bound(x, n):
    for i in range(n):
        n = n + i
        x = 0.1 * x * x + n
    for i in range(n):
        x = np.sin(x) * (i + 1)
    return x


def shifting_limit(x, n):
    k = 0
    while k < n:
        x = x * x * 0.5 + k
        k += 1
        if k == 2:
            n = n - 1
    return x * n


def shifting_array(x):
    s = 0.0
    for v in x:
        x = x * 0.5
        s = s + v * v * x[0]
    return s + np.sum(x)


@BOTH
@pytest.mark.parametrize(
    "function, args",
    [
        (shifting_bound, (0.4, 3)),
        (shifting_limit, (0.4, 5)),
        (shifting_array, (np.array([0.5, -0.8, 0.3]),)),
    ],
)
def test_bounds_that_bodies_change(
    function: Callable[..., Any], args: tuple[Any, ...], optimize: bool
) -> None:
    found = grad(function, optimize=optimize)(*args)
    np.testing.assert_allclose(found, oracles.gradient(function, list(args), 0), rtol=1e-7)


def never_range(x, y, n):
    for _ in range(n):
        x = x * y
    return x


def never_range_from(x, y, n):
    for k in range(3, n):
        x = x * y * k
    return x


def never_down(x, y, n):
    for k in range(n, 0, -1):
        x = x * y * k
    return x


def never_while(x, y, n):
    while n > 0:
        x = x * y
        n -= 1
    return x


def never_else(x, y, n):
    for _ in range(n):
        x = x * y
    else:
        x = 1.0 * x
    return x


def never_slice(x, y, n):
    for v in np.ones(3)[:n]:
        x = x * y * v
    return x


def never_list(x, y, n):
    items = [y for _ in range(n)]
    for v in items:
        x = x * v
    return x


def never_enumerate(x, y, n):
    for k, v in enumerate(np.ones(3)[:n]):
        x = x * y * v * k
    return x


def never_zip(x, y, n):
    for u, v in zip(np.ones(3), np.ones((n, 2))):
        x = x * y * u * v[0]
    return x


def never_reversed(x, y, n):
    for k in reversed(range(n)):
        x = x * y * k
    return x


def never_dict(x, y, n):
    for _, v in {k: k + 2.0 for k in range(n)}.items():
        x = x * y * v
    return x


def never_inner(x, y, n):
    for _ in range(3):
        for _ in range(n):
            x = x * y
    return x


def never_break(x, y, n):
    for _ in range(n):
        x = x * y
        if x > 0:
            break
    return x


def never_return(x, y, n):
    for _ in range(n):
        return x * y
    return x


def never_append(x, y, n):
    items = [x]
    for _ in range(n):
        items.append(items[-1] * y)
    return items[-1]


def never_comprehension(x, y, n):
    return x + sum([y * k for k in range(n)])


def never_generator(x, y, n):
    return x + sum(y * k for k in range(n))


def never_checkpoint(x, y, n):
    for _ in checkpoint(range(n), every=2):
        x = x * y
    return x


NEVER = [function for name, function in sorted(globals().items()) if name.startswith("never_")]


@BOTH
@pytest.mark.parametrize("function", NEVER)
def test_loops_that_never_run(function: Callable[..., Any], optimize: bool) -> None:
    args = (0.7, 0.2, 0)
    derivative = value_and_grad(function, argnums=(0, 1), optimize=optimize)
    assert derivative(*args) == (0.7, (1.0, 0.0))
    if optimize:
        assert derivative.specialize(*args)(*args) == (0.7, (1.0, 0.0))
        assert jvp(lambda x, y: function(x, y, 0), (0.7, 0.2), (1.0, 1.0)) == (0.7, 1.0)


@BOTH
def test_arrays_without_rows(optimize: bool) -> None:
    def f(W, X):
        h = np.zeros(2)
        for x in X:
            h = np.tanh(W @ h + x)
        return np.sum(h) + W[0, 0]

    W, X = np.eye(2), np.zeros((0, 2))
    grad_W, grad_X = grad(f, argnums=(0, 1), optimize=optimize)(W, X)
    assert np.array_equal(grad_W, [[1, 0], [0, 0]])
    assert grad_X.shape == (0, 2)


# -- lists whose elements change shape ------------------------------------------------------


def filled(x, n):
    items = [0.0, 0.0]
    for i in range(n):
        items[i] = np.sin(x)
    return np.sum(x * items[1])


def replaced(x, n):
    items = [0.0, 0.0]
    items[n - 1] = x
    return np.sum(x * items[1])


def overwritten(x, n):
    items = [x[0], x[1]]
    for i in range(n):
        items[i] = x
    return np.sum(items[0]) + np.sum(items[1])


@BOTH
@pytest.mark.parametrize("function", [filled, replaced, overwritten])
def test_elements_of_lists_change_shape(function: Callable[..., Any], optimize: bool) -> None:
    x = np.array([0.3, 0.5, 0.7])
    found = grad(function, optimize=optimize)(x, 2)
    np.testing.assert_allclose(found, oracles.gradient(function, [x, 2], 0), rtol=1e-7)


# -- other derivatives ----------------------------------------------------------------------


def mixing(x, n):
    for k in range(n):
        x = np.sin(x) * x[::-1] + 0.1 * k
    return x


def orbit(x, n):
    total = 0.0
    for _ in range(n):
        if x[0] > 0.3:
            x = x * x[::-1]
        else:
            x = np.cos(x)
        total = total + np.sum(x * x)
    return total


def test_jacobians_of_loops() -> None:
    x = np.array([0.5, -0.8, 0.3])
    by_hand = np.stack([oracles.directional(mixing, [x, 4], [0], [e]) for e in np.eye(3)], axis=1)
    np.testing.assert_allclose(jacobian(mixing)(x, 4), by_hand, rtol=1e-8, atol=1e-9)


def test_hessians_of_loops() -> None:
    x = np.array([0.5, 0.8, 0.4])
    gradient = grad(orbit)
    by_hand = np.stack(
        [oracles.directional(lambda x: gradient(x, 4), [x], [0], [e]) for e in np.eye(3)]
    )
    np.testing.assert_allclose(hessian(orbit)(x, 4), by_hand, rtol=1e-7, atol=1e-8)
    product = hvp(lambda x: orbit(x, 4), (x,), (np.ones(3),))
    np.testing.assert_allclose(product, by_hand.sum(axis=1), rtol=1e-7, atol=1e-8)


@BOTH
def test_gradients_of_gradients_of_loops(optimize: bool) -> None:
    first = grad(orbit)

    def f(x):
        return np.sum(first(x, 4) ** 2)

    x = np.array([0.5, 0.8, 0.4])
    found = grad(f, optimize=optimize)(x)
    np.testing.assert_allclose(found, oracles.gradient(f, [x], 0), rtol=1e-6, atol=1e-8)


def test_pullbacks_can_be_called_again() -> None:
    x = np.array([0.5, -0.8, 0.3])
    value, pullback = vjp(lambda x: mixing(x, 5), x)
    assert np.array_equal(value, mixing(x, 5))
    first, other, again = pullback(np.ones(3)), pullback(np.arange(3.0)), pullback(np.ones(3))
    assert np.array_equal(first[0], again[0])
    assert not np.array_equal(first[0], other[0])
    np.testing.assert_allclose(first[0], np.ones(3) @ jacobian(mixing)(x, 5))


def test_arguments_are_left_alone() -> None:
    def f(x):
        for i in range(1, len(x)):
            x[i] = x[i] * x[i - 1]
        return x[-1]

    x = np.array([2.0, 3.0, 5.0])
    assert np.array_equal(grad(f)(x), [15.0, 10.0, 6.0])
    assert np.array_equal(x, [2.0, 3.0, 5.0])


# -- files ----------------------------------------------------------------------------------


def test_exported_loops_run_alone(tmp_path: Path) -> None:
    uniform = np.random.default_rng(1).uniform(0.2, 0.9, size=50)
    calls: dict[str, tuple[Any, tuple[Any, ...]]] = {
        function.__name__: (grad(function), (uniform,)) for function in LONG[2:]
    }
    W, h = np.random.default_rng(2).normal(size=(4, 4)), np.ones(4)
    calls["rnn"] = grad(rnn, argnums=(0, 1)), (W, h, 7)
    calls["special"] = grad(rnn).specialize(W, h, 7), (W, h, 5)
    calls["checkpoint"] = grad(never_checkpoint), (0.9, 1.1, 7)
    calls["second"] = hvp_of_orbit, (np.array([0.5, 0.8]), 3)
    results = run_apart(tmp_path, calls)
    for name, (derivative, args) in calls.items():
        assert not isinstance(results[name], str), results[name]
        close(results[name], derivative(*args), 1e-12)
    assert "import adcompile" not in "".join(p.read_text() for p in tmp_path.glob("*.py"))


def norm_of_gradient(x, n):
    g = grad_orbit(x, n)
    return np.sum(g * g)


grad_orbit = grad(orbit)
hvp_of_orbit = grad(norm_of_gradient)


def doubled_rows(A: Any, x: Any, n: int = 1) -> Any:
    d = x
    for _ in range(n):
        for _v, row in zip(d, x):
            row *= 2
        last = row  # noqa: F841 -- what a later iteration finds there
    return np.sum(A)


@BOTH
@pytest.mark.filterwarnings("ignore:the gradient of .* is zero")
def test_nothing_is_copied_before_a_loop_where_nothing_may_be_bound_yet(optimize: bool) -> None:
    derivative = value_and_grad(doubled_rows, argnums=1, optimize=optimize)
    for n in (0, 1, 2):
        value, gradient = derivative(np.ones((2, 3)), np.ones(3), n)
        assert value == 6.0
        np.testing.assert_array_equal(gradient, np.zeros(3))
