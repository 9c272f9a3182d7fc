"""The passes over loops: each makes a difference, none to a result, and exceptions stay those of the function."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import grad, hvp, jvp, texts, value_and_grad, vjp
from adcompile.optimise import passes
from tests.test_golden import FOLDER, PATHS, Case, check_gradient, load_case, same

PASSES = {  # where each is called, and a golden case that it changes
    "leave_elements": (passes, "flow_loop_elements_left"),
    "fuse_loops": (passes, "flow_loop_fused"),
    "multiply_once": (passes, "flow_loop_factor"),
    "hoist_invariants": (passes, "flow_loop_hoisted"),
    "read_invariants": (texts, "flow_loop_hoisted"),
    "batch_outer_products": (texts, "flow_loop_batched_products"),
}
LOOPS = [path for path in PATHS if path.stem.startswith("flow_loop_")]


@pytest.fixture(params=PASSES)
def left_out(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a pass that is not run."""
    name: str = request.param
    monkeypatch.setattr(PASSES[name][0], name, lambda function, facts: function)
    return name


def specialised(case: Case) -> Any:
    """Compiled anew, for arguments like those of the case."""
    return grad(case.function, case.wrt).specialize(*case.args)


@pytest.mark.parametrize("path", LOOPS, ids=lambda path: path.stem)
def test_without_a_pass_the_results_are_the_same(left_out: str, path: Any) -> None:
    case = load_case(path)
    check_gradient(case, specialised(case)(*case.args))
    value, _ = value_and_grad(case.function, case.wrt)(*case.args)
    assert same(value, case.function(*case.args))


@pytest.mark.parametrize("name", PASSES)
def test_each_pass_makes_a_difference(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    room, stem = PASSES[name]
    case = load_case(FOLDER / f"{stem}.py")
    text = specialised(case).source
    monkeypatch.setattr(room, name, lambda function, facts: function)
    assert specialised(case).source != text


def residuals(w, X, y):
    loss = 0.0
    for x, t in zip(X, y):
        r = np.tanh(w @ x) - t
        loss += r * r
    return loss / len(X)


def many(count: int) -> tuple[Any, ...]:
    generator = np.random.default_rng(0)
    return generator.normal(size=8), generator.normal(size=(count, 8)), generator.normal(size=count)


def test_a_fused_loop_keeps_nothing() -> None:
    """The memory does not grow with the iterations."""
    peaks = []
    for count in (100, 2000):
        args = many(count)
        derivative = value_and_grad(residuals)
        derivative(*args)
        tracemalloc.start()
        derivative(*args)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_all_modes_of_a_fused_loop_agree() -> None:
    w, X, y = many(20)
    v = np.random.default_rng(1).normal(size=8)
    gradient = grad(residuals)
    step = 1e-6
    along = (gradient(w + step * v, X, y) - gradient(w - step * v, X, y)) / (2 * step)
    zeros = np.zeros_like(X), np.zeros_like(y)
    product, *_ = hvp(residuals, (w, X, y), (v, *zeros))
    np.testing.assert_allclose(product, along, rtol=1e-6)
    value, dot = jvp(residuals, (w, X, y), (v, *zeros))
    assert value == residuals(w, X, y)
    np.testing.assert_allclose(dot, v @ gradient(w, X, y), rtol=1e-12)
    value, pullback = vjp(residuals, w, X, y)
    assert value == residuals(w, X, y)
    np.testing.assert_allclose(pullback(2.0)[0], 2 * gradient(w, X, y), rtol=1e-12)


def failing(x, where, n):
    s = 0.0
    for i in where:
        s += 1.0 / n * x[i] * x[i]
    return s


def failing_behind(x, where, factors, k):
    s = 0.0
    for i in range(len(where)):
        s += x[where[i]] ** 2
    return s * factors[k]


def writing(x, where, c):
    for i in range(len(x)):
        x[i] = np.sin(x[i])
    s = 0.0
    for i in range(len(where)):
        s += x[where[i]] ** 2 / c
    return s


def averaging(x, where, n):
    """For n = 0 the first iteration of the backward half divides by zero."""
    s = 0.0
    for i in range(len(where)):
        s += x[where[i]] ** 2
    return s / n


X = np.array([0.3, -1.2, 0.8])


@pytest.mark.parametrize(
    "function, args",
    [
        (failing, (X, [0, 7], 2.0)),
        (failing, (X, [0, 7], 0)),
        (failing_behind, (X, np.array([0, 7]), np.array([1.0, 2.0]), 5)),
        (failing_behind, (X, np.array([0, 1]), np.array([1.0, 2.0]), 5)),
        (writing, (X, np.array([0, 7]), 0.5)),
        (averaging, (X, np.array([0, 7]), 0)),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
@pytest.mark.parametrize("make", [grad, value_and_grad])
def test_the_first_exception_is_that_of_the_function(
    make: Callable[..., Any], function: Any, args: tuple[Any, ...]
) -> None:
    copies = [a.copy() if isinstance(a, np.ndarray) else a for a in args]
    with pytest.raises(Exception) as plain:
        function(*copies)
    with pytest.raises(type(plain.value)) as ours:
        make(function)(*args)
    if make is value_and_grad:  # else what only the value needs is not run
        assert str(ours.value) == str(plain.value)
    assert np.array_equal(X, [0.3, -1.2, 0.8])


def printing(x, where):
    s = 0.0
    for i in range(len(where)):
        s += x[where[i]] ** 2
    print("summed")
    return s


def test_what_is_printed_is_printed_behind_the_loop(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(IndexError):
        value_and_grad(printing)(X, np.array([0, 7]))
    assert capsys.readouterr().out == ""
    value_and_grad(printing)(X, np.array([0, 1]))
    assert capsys.readouterr().out == "summed\n"


def test_a_hoisted_value_does_not_raise_for_a_loop_without_an_iteration() -> None:
    def f(x, w, n):
        for _ in range(n):
            x = x * w**-2 * np.log(w)
        return np.sum(x)

    with np.errstate(all="ignore"):
        got = grad(f, argnums=(0, 1))(np.ones(2), np.zeros(2), 0)
    assert np.array_equal(got[0], np.ones(2))
    assert np.array_equal(got[1], np.zeros(2))


def test_a_factor_of_the_program_stays_inside() -> None:
    """An infinite one would turn a sum of zero into nan."""

    def f(W, X, c):
        s = 0.0
        for x in X:
            s += np.sum(np.tanh(c * W @ x))
        return s

    args = (np.ones((2, 2)), np.array([[1.0, 2.0]]), np.array(0.5))
    assert "grad_W *=" not in grad(f).specialize(*args).source
