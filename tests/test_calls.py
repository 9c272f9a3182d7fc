"""Functions that are called and not compiled in: what is read at a call, effects, memory, names, files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adcompile import checkpoint, grad, hvp, jacfwd, jvp, stop_gradient, value_and_grad, vjp
from adcompile.frontend.separate import SMALL
from tests import oracles

SCALE = 2.0
OFFSETS = np.array([0.1, 0.2, 0.3, 0.4])
X = np.array([0.3, 1.2, 0.7, 0.4])


def scaled(x: Any, n: int) -> Any:
    return SCALE if n == 0 else x * scaled(x, n - 1) + OFFSETS[n]


def step(x: Any) -> Any:
    return np.sin(x)


def iterated(x: Any, n: int) -> Any:
    return x if n == 0 else iterated(step(x), n - 1)


def noisy(x: Any, n: int) -> Any:
    print("at", n)
    if n == 0:
        return x * x
    return noisy(x * 0.5, n - 1) + x


def drawn(x: Any, n: int) -> Any:
    r = np.random.rand()
    if n == 0:
        return x * r
    return drawn(x * r, n - 1) + x


def squares(x: Any, n: int) -> Any:
    if n == 0:
        return np.tanh(x)
    return squares(x * x, n - 1)


def written_behind(x: Any) -> Any:
    y = squares(x, 1)
    s = np.sum(y)
    y *= 2.0
    x[0] = 5.0
    return s + np.sum(y * y) + np.sum(x)


def written_in_a_loop(x: Any) -> Any:
    s = 0.0
    for k in range(3):
        y = squares(x, 2)
        s += np.sum(y * y)
        x[k] = 0.5 * y[k]
        x *= 0.9
    return s + np.sum(x)


def with_keywords(x: Any, n: int, *, scale: float = 2.0, offset: Any = 0.5) -> Any:
    if n == 0:
        return x * offset
    return scale * with_keywords(np.sin(x), n - 1, offset=offset + x, scale=scale * 0.5)


def deeper(x: Any, n: int) -> Any:
    if n == 0:
        return np.sum(x * x)
    return deeper(x[None] * 1.1, n - 1)


def twice(x: Any, y: Any, n: int) -> Any:
    if n == 0:
        return np.sum(x * np.sin(y))
    return twice(y, x * y, n - 1) + np.sum(x)


def same_argument(x: Any) -> Any:
    return twice(x, x, 3)


def checkpointed(x: Any, n: int) -> Any:
    return checkpoint(scaled)(x, n) * scaled(x, 2)


def factorial(n: int) -> int:
    return 1 if n < 2 else n * factorial(n - 1)


def by_a_number(x: Any) -> Any:
    return x**2 * factorial(4)


def stopped(x: Any, n: int) -> Any:
    if n == 0:
        return x
    return x * stop_gradient(stopped(x, n - 1)) + stopped(0.5 * x, n - 1)


def ackermann(x: Any, m: int) -> Any:
    return x + 1 if m == 0 else ackermann(ackermann(x * 0.9, m - 1), m - 1)


def integral(a: Any, b: Any, n: int) -> Any:
    m = 0.5 * (a + b)
    whole = (b - a) * np.exp(np.sin(m) * a)
    if n == 0:
        return whole
    both = integral(a, m, n - 1) + integral(m, b, n - 1)
    return both + (both - whole) / 3.0


def rates(u: Any, k: float) -> Any:
    left = u[:-2]
    right = u[2:]
    middle = u[1:-1]
    spread = left - 2 * middle + right
    cubed = middle * middle * middle
    out = np.zeros_like(u)
    out[1:-1] = k * spread - 0.1 * cubed
    out *= 1.5
    return out


def simulated(u: Any, k: float) -> Any:
    for _ in range(3):
        u += 0.1 * rates(u, k)
        u[1] = u[2] * rates(u, 2 * k)[2]
    return np.sum(u * u)


def rows(x: Any) -> Any:
    A = np.zeros((4, len(x)))
    A[0] = x
    for i in range(1, 4):
        A[i] = squares(A[i - 1], 1)
        A[i - 1] *= 0.5
    return np.sum(np.sin(A))


def views(x: Any) -> Any:
    y = squares(x[1:], 1)
    x[2] = y[0]
    w = squares(x[:-1], 2)
    x[:] = 3.0
    return np.sum(y * y[::-1]) + np.sum(w) + np.sum(x)


@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize(
    ("function", "args", "wrt"),
    [
        (simulated, (X, 0.3), (0,)),
        (rows, (X,), (0,)),
        (views, (X,), (0,)),
        (scaled, (1.3, 3), (0,)),
        (iterated, (0.7, 4), (0,)),
        (squares, (0.7, 2), (0,)),
        (written_behind, (X,), (0,)),
        (written_in_a_loop, (X,), (0,)),
        (with_keywords, (0.7, 2), (0,)),
        (deeper, (X, 3), (0,)),
        (same_argument, (X,), (0,)),
        (checkpointed, (1.1, 3), (0,)),
        (by_a_number, (0.7,), (0,)),
        (ackermann, (0.4, 3), (0,)),
        (integral, (0.2, 1.3, 3), (0, 1)),
    ],
)
def test_value_and_gradient(function: Any, args: Any, wrt: Any, optimize: bool) -> None:
    derivative = value_and_grad(function, argnums=wrt, optimize=optimize)
    own = [np.copy(a) if isinstance(a, np.ndarray) else a for a in args]
    value, gradients = derivative(*own)
    assert value == function(*[np.copy(a) if isinstance(a, np.ndarray) else a for a in args])
    for k, got in zip(wrt, gradients):
        want = oracles.gradient(function, list(args), k, False)
        np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-6)
    for before, after in zip(args, own):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (simulated, (X, 0.3)),
        (rows, (X,)),
        (views, (X,)),
        (written_in_a_loop, (X,)),
        (deeper, (X, 2)),
        (same_argument, (X,)),
    ],
)
def test_forward_over_reverse(function: Any, args: Any) -> None:
    gradient = grad(function)
    x, others, h = args[0], args[1:], 1e-6
    second = jacfwd(gradient)(x, *others)
    along = (gradient(x + h, *others) - gradient(x - h, *others)) / (2 * h)
    np.testing.assert_allclose(second.sum(axis=1), along, rtol=1e-5, atol=1e-5)


def test_stop_gradient_is_one_inside() -> None:
    def by_hand(x: float) -> float:  # d/dx of x * c + x / 2, where c is x
        return x + 0.5

    np.testing.assert_allclose(grad(stopped)(0.7, 1), by_hand(0.7))


def test_globals_are_read_at_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    gradient = grad(scaled)
    before = gradient(1.3, 2)
    monkeypatch.setitem(globals(), "SCALE", 5.0)
    assert (before, gradient(1.3, 2)) == (2 * 2.0 * 1.3 + 0.2, 2 * 5.0 * 1.3 + 0.2)


def test_what_a_called_function_calls_may_be_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    gradient = grad(iterated)
    assert gradient(0.5, 1) == np.cos(0.5)
    monkeypatch.setitem(globals(), "step", lambda x: 3.0 * x)
    assert gradient(0.5, 2) == 9.0


def test_effects_happen_once_and_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    noisy(0.7, 3)
    alone = capsys.readouterr().out
    grad(noisy)(0.7, 3)
    assert capsys.readouterr().out == alone


def test_random_numbers_are_drawn_once() -> None:
    np.random.seed(3)
    want = drawn(0.7, 3)
    np.random.seed(3)
    value, gradient = value_and_grad(drawn)(0.7, 3)
    assert value == want
    np.testing.assert_allclose(gradient, want / 0.7)  # it is linear


def test_a_pullback_may_be_called_again() -> None:
    _, pullback = vjp(lambda x: squares(x, 2), 0.7)
    assert pullback(1.0) == pullback(1.0)
    np.testing.assert_allclose(pullback(2.0)[0], 2 * grad(squares)(0.7, 2))


def test_forward_mode_and_second_order() -> None:
    def f(x: Any) -> Any:
        return squares(x, 2)

    value, slope = jvp(f, (0.7,), (1.0,))
    assert value == f(0.7)
    np.testing.assert_allclose(slope, grad(f)(0.7))
    step_size = 1e-5
    want = (grad(f)(0.7 + step_size) - grad(f)(0.7 - step_size)) / (2 * step_size)
    np.testing.assert_allclose(hvp(f, (0.7,), (1.0,)), want, rtol=1e-6)


def test_single_precision_and_complex_arguments() -> None:
    assert grad(deeper)(X.astype(np.float32), 2).dtype == np.float32
    z, h = 0.3 + 0.2j, 1e-6
    slope = grad(squares, holomorphic=True)(z, 2)
    np.testing.assert_allclose(slope, (squares(z + h, 2) - squares(z - h, 2)) / (2 * h), rtol=1e-6)


def test_depth_is_a_matter_of_python() -> None:
    with pytest.raises(RecursionError):
        grad(squares)(0.7, 100_000)


def test_the_file_runs_elsewhere(tmp_path: Path) -> None:
    path = grad(scaled).export(tmp_path / "grad_scaled.py")
    code = "from grad_scaled import grad_scaled; print(repr(float(grad_scaled(1.3, 2))))"
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(path.parent)!r}); {code}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(done.stdout) == grad(scaled)(1.3, 2)


def test_names_that_are_taken() -> None:
    def forward_squares(x: Any, backward_squares: Any) -> Any:
        return squares(x, 2) * backward_squares

    gradient = grad(forward_squares)
    np.testing.assert_allclose(gradient(0.7, 2.0), 2 * grad(squares)(0.7, 2))
    text = gradient.source
    assert "def backward_squares_1(saved, grad_" in text


# -- what is compiled in -----------------------------------------------------------------------


def neuron(x: Any, w: Any, b: Any) -> Any:
    z = np.sum(x * w) + b
    return 1 / (1 + np.exp(-z))


def with_helper(x: Any, w: Any, b: Any) -> Any:
    s = neuron(x, w, b)
    t = neuron(2 * x, w, b)
    return s * t


def written_out(x: Any, w: Any, b: Any) -> Any:
    z = np.sum(x * w) + b
    s = 1 / (1 + np.exp(-z))
    z = np.sum(2 * x * w) + b
    t = 1 / (1 + np.exp(-z))
    return s * t


@pytest.mark.parametrize("optimize", [True, False])
def test_a_small_helper_costs_nothing(optimize: bool) -> None:
    texts = []
    for function in (with_helper, written_out):
        source = grad(function, argnums=(1, 2), optimize=optimize).specialize(X, X, 0.5).source
        lines = (line.partition("  #")[0].rstrip() for line in source.splitlines())
        texts.append([line for line in lines if not line.lstrip().startswith("#")][1:])
    assert texts[0] == texts[1]


def many(count: int) -> str:
    lines = [f"    v{k + 1} = np.sin(v{k}) * {k + 1}.0" for k in range(count - 1)]
    return "\n".join(["def g(v0):", *lines, f"    return v{count - 1} * v0"])


@pytest.mark.parametrize(
    ("statements", "calls", "is_called"),
    [
        (SMALL, "g(x) + g(2 * x)", False),
        (SMALL + 1, "g(x) + g(2 * x)", True),
        (SMALL + 1, "g(x) * 2", False),
        (SMALL + 1, "sum([g(x * k) for k in range(3)])", False),
        (25, "g(x) * 2", True),
    ],
)
def test_size_and_number_decide(statements: int, calls: str, is_called: bool) -> None:
    text = f"{many(statements)}\n\ndef f(x):\n    return {calls}\n"
    gradient = grad.from_source(text, 0, namespace={"np": np})
    assert ("forward_g(" in gradient.source) is is_called
    function = gradient.__wrapped__
    want = oracles.gradient(function, [0.7], 0, True)
    np.testing.assert_allclose(gradient(0.7), want, rtol=1e-9)


def test_a_large_function_that_writes_is_compiled_in() -> None:
    text = f"""
def g(y, x):
    y[0] = x * 2
{chr(10).join(f"    y[0] = np.sin(y[0]) * 1.{k}" for k in range(1, 9))}
    return y[0] * x

def f(x):
    a = np.zeros(2)
    b = np.zeros(2)
    return g(a, x) + g(b, 2 * x) + a[0]
"""
    gradient = grad.from_source(text, 0, namespace={"np": np})
    assert "forward_g(" not in gradient.source
    want = oracles.gradient(gradient.__wrapped__, [0.7], 0, False)
    np.testing.assert_allclose(gradient(0.7), want, rtol=1e-6)
