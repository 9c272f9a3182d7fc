"""Checkpoints: the derivatives of plain loops and calls, in the memory and for the work that they promise."""

from __future__ import annotations

import functools
import inspect
import math
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import UnsupportedSyntax, checkpoint, grad, hessian, hvp, jvp, rule, value_and_grad
from adcompile.runtime.schedules import revolve
from tests import oracles
from tests.test_loops import peak

BOTH = pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
LENGTHS = [0, 1, 3, 4, 5, 8, 23]  # stretches of 4: none, parts of one, one, several
X = np.array([0.3, -0.7])


# -- loops, plain and with checkpoints ------------------------------------------------------


def plain(x, n, k):
    for t in range(n):
        x = np.sin(x) + 0.1 * x * x[::-1] + 0.01 * t
    return np.sum(x * x)


def every(x, n, k):
    for t in checkpoint(range(n), every=k):
        x = np.sin(x) + 0.1 * x * x[::-1] + 0.01 * t
    return np.sum(x * x)


def by_default(x, n, k):
    for t in checkpoint(range(n)):
        x = np.sin(x) + 0.1 * x * x[::-1] + 0.01 * t
    return np.sum(x * x)


def snapshots(x, n, k):
    for t in checkpoint(range(n), snapshots=k):
        x = np.sin(x) + 0.1 * x * x[::-1] + 0.01 * t
    return np.sum(x * x)


def shuffle(x, t):
    return np.sin(x) + 0.1 * x * x[::-1] + 0.01 * t


def calls(x, n, k):
    for t in range(n):
        x = checkpoint(shuffle)(x, t)
    return np.sum(x * x)


FORMS = [every, by_default, snapshots, calls]
ALL_FORMS = pytest.mark.parametrize("function", FORMS)


@BOTH
@pytest.mark.parametrize("n", LENGTHS)
@ALL_FORMS
def test_gradients_are_those_of_plain_loops(
    function: Callable[..., Any], n: int, optimize: bool
) -> None:
    wanted_value, wanted = value_and_grad(plain)(X, n, 4)
    value, found = value_and_grad(function, optimize=optimize)(X, n, 4)
    assert value == wanted_value
    np.testing.assert_allclose(found, wanted, rtol=1e-12)


@BOTH
@pytest.mark.parametrize("k", [1, 2, 100])
@pytest.mark.parametrize("function", [every, snapshots])
def test_any_number_will_do(function: Callable[..., Any], k: int, optimize: bool) -> None:
    wanted = grad(plain)(X, 7, k)
    np.testing.assert_allclose(grad(function, optimize=optimize)(X, 7, k), wanted, rtol=1e-12)


@ALL_FORMS
def test_forward_mode(function: Callable[..., Any]) -> None:
    value, tangent = jvp(lambda x: function(x, 7, 3), (X,), (np.ones(2),))
    assert value == plain(X, 7, 3)
    np.testing.assert_allclose(tangent, np.sum(grad(plain)(X, 7, 3)), rtol=1e-12)


@ALL_FORMS
def test_forward_over_reverse(function: Callable[..., Any]) -> None:
    wanted = hessian(plain)(X, 7, 3)
    np.testing.assert_allclose(hessian(function)(X, 7, 3), wanted, rtol=1e-10)
    product = hvp(lambda x: function(x, 7, 3), (X,), (np.ones(2),))
    np.testing.assert_allclose(product, wanted @ np.ones(2), rtol=1e-10)


@BOTH
@ALL_FORMS
def test_reverse_over_reverse(function: Callable[..., Any], optimize: bool) -> None:
    first = grad(function, optimize=optimize)

    def f(x):
        g = first(x, 7, 3)
        return np.sum(g * g)

    found = grad(f, optimize=optimize)(X)
    np.testing.assert_allclose(
        found, 2 * hessian(plain)(X, 7, 3) @ grad(plain)(X, 7, 3), rtol=1e-10
    )


def test_plain_calls_run_the_loop() -> None:
    assert [function(X, 7, 3) for function in FORMS] == [plain(X, 7, 3)] * len(FORMS)
    assert checkpoint(shuffle)(X, 1).tolist() == shuffle(X, 1).tolist()


# -- other iterables, other bodies ----------------------------------------------------------


def rows(W, X):
    h = np.zeros(2)
    for x in checkpoint(X, every=3):
        h = np.tanh(W @ h + x)
    return np.sum(h)


def numbered(W, X):
    h = np.zeros(2)
    for k, x in checkpoint(enumerate(X), every=3):
        h = np.tanh(W @ h + k * x)
    return np.sum(h)


def in_pairs(W, X):
    h = np.zeros(2)
    for x, y in checkpoint(zip(X, X[::-1]), every=3):
        h = np.tanh(W @ h + x * y)
    return np.sum(h)


def backwards(W, X):
    h = np.zeros(2)
    for x in checkpoint(reversed(X), every=3):
        h = np.tanh(W @ h + x)
    return np.sum(h)


def strided(W, X):
    h = np.zeros(2)
    for k in checkpoint(range(1, len(X), 2), every=2):
        h = np.tanh(W @ h + X[k])
    return np.sum(h)


def down(W, X):
    h = np.zeros(2)
    for k in checkpoint(range(len(X) - 1, -1, -1), every=3):
        h = np.tanh(W @ h + k * X[k])
    return np.sum(h)


def nested(W, X):
    h = np.zeros(2)
    for x in checkpoint(X, every=3):
        for k in range(3):
            h = np.tanh(W @ h + x * k)
        if h[0] > 0:
            h = h * x[0]
    return np.sum(h)


def twice_nested(W, X):
    h = np.zeros(2)
    for x in checkpoint(X, every=3):
        for k in checkpoint(range(5), every=2):
            h = np.tanh(W @ h + x * k)
    return np.sum(h)


def skipping(W, X):
    h = np.zeros(2)
    for x in checkpoint(X, every=3):
        if x[0] > 0.3:
            continue
        while h[0] > 0.5:
            h = 0.5 * h
            if h[1] > 0.9:
                break
        h = np.tanh(W @ h + x)
    return np.sum(h)


def several(W, X):
    h, c, total = np.zeros(2), np.ones(2), 0.0
    for x in checkpoint(X, every=3):
        c = c * np.sin(x) + h
        h = np.tanh(W @ h + c)
        total += np.sum(h * c)
    return total


def in_place(W, X):
    Y = np.zeros((len(X) + 1, 2))
    for t in checkpoint(range(len(X)), every=3):
        Y[t + 1] = np.tanh(W @ Y[t] + X[t])
    return np.sum(Y * Y)


def growing(W, X):
    hs = [np.zeros(2)]
    for x in checkpoint(X, every=3):
        hs.append(np.tanh(W @ hs[-1] + x))
    return np.sum(hs[-1] * hs[2])


def revolving(W, X):
    h, c = np.zeros(2), np.ones(2)
    for t in checkpoint(range(len(X)), snapshots=2):
        c = c * np.sin(X[t]) + h
        h = np.tanh(W @ h + c)
    return np.sum(h * c)


def revolving_rows(W, X):
    h = np.zeros(2)
    for x in checkpoint(X, snapshots=3):
        h = np.tanh(W @ h + x)
    return np.sum(h)


def revolving_nested(W, X):
    h = np.zeros(2)
    for t in checkpoint(range(len(X)), snapshots=2):
        for k in range(3):
            h = np.tanh(W @ h + X[t] * k)
        if h[0] > 0:
            h = h * X[t, 0]
    return np.sum(h)


BODIES = [
    rows, numbered, in_pairs, backwards, strided, down, nested, twice_nested, skipping, several,
    in_place, growing, revolving, revolving_rows, revolving_nested,
]  # fmt: skip


@BOTH
@pytest.mark.parametrize("function", BODIES)
def test_loops_of_all_kinds(function: Callable[..., Any], optimize: bool) -> None:
    rng = np.random.default_rng(0)
    args = [0.8 * rng.normal(size=(2, 2)), rng.normal(size=(8, 2))]
    found = grad(function, argnums=(0, 1), optimize=optimize)(*args)
    for k in range(2):
        np.testing.assert_allclose(
            found[k], oracles.gradient(function, args, k), rtol=1e-6, atol=1e-9
        )


def test_arguments_are_left_alone() -> None:
    def f(x):
        for i in checkpoint(range(1, len(x)), every=2):
            x[i] = x[i] * x[i - 1]
        return x[-1]

    x = np.array([2.0, 3.0, 5.0, 7.0])
    assert np.array_equal(grad(f)(x), [105.0, 70.0, 42.0, 30.0])
    assert np.array_equal(x, [2.0, 3.0, 5.0, 7.0])


# -- memory ---------------------------------------------------------------------------------

STEPS, WIDTH = 400, 2000
STATE = 8 * WIDTH


def states(function: Callable[..., Any]) -> float:
    """The peak memory of the gradient, in states."""
    derivative = grad(function)
    x = np.random.default_rng(0).normal(size=WIDTH)
    return peak(lambda: derivative(x)) / STATE


def walk(x):
    for _ in range(STEPS):
        x = np.sin(x)
    return np.sum(x)


def walk_every_20(x):
    for _ in checkpoint(range(STEPS), every=20):
        x = np.sin(x)
    return np.sum(x)


def walk_by_default(x):
    for _ in checkpoint(range(STEPS)):
        x = np.sin(x)
    return np.sum(x)


def walk_of_two_levels(x):
    for _ in checkpoint(range(8), every=1):
        for _ in checkpoint(range(STEPS // 8), every=7):
            x = np.sin(x)
    return np.sum(x)


def walk_with_snapshots(x):
    for _ in checkpoint(range(STEPS), snapshots=6):
        x = np.sin(x)
    return np.sum(x)


def test_memory_of_loops() -> None:
    assert STEPS <= states(walk) < STEPS + 10
    assert states(walk_every_20) < 20 + 20 + 8
    assert states(walk_by_default) < 20 + 20 + 8
    assert states(walk_of_two_levels) < 8 + 8 + 7 + 8
    assert states(walk_with_snapshots) < 6 + 12


def wide(x):
    for _ in range(10):
        x = np.sin(x)
    return x


def wide_calls(x):
    for _ in range(STEPS // 10):
        x = checkpoint(wide)(x)
    return np.sum(x)


def test_memory_of_calls() -> None:
    assert states(wide_calls) < STEPS // 10 + 10 + 8


# -- work -----------------------------------------------------------------------------------


class Counter:
    """How often a function is called, and how many of its results are alive at most."""

    def __init__(self) -> None:
        self.calls = 0
        self.most = 0
        self.results: list[weakref.ref[Any]] = []


COUNTER = Counter()


def counted(x):
    """sin, which counts."""
    out = np.sin(x)
    COUNTER.calls += 1
    COUNTER.results = [ref for ref in COUNTER.results if ref() is not None] + [weakref.ref(out)]
    COUNTER.most = max(COUNTER.most, len(COUNTER.results))
    return out


@rule(counted, broadcasts=True)
def counted_rule(x, *, out, g):
    return g * np.cos(x)


def counted_plain(x, n, k):
    for _ in range(n):
        x = counted(x)
    return np.sum(x)


def counted_every(x, n, k):
    for _ in checkpoint(range(n), every=k):
        x = counted(x)
    return np.sum(x)


def counted_snapshots(x, n, k):
    for _ in checkpoint(range(n), snapshots=k):
        x = counted(x)
    return np.sum(x)


def counted_call(x, n, k):
    for _ in range(n):
        x = checkpoint(counted_twice)(x)
    return np.sum(x)


def counted_twice(x):
    return counted(counted(x))


def run(function: Callable[..., Any], n: int, k: int) -> tuple[int, int]:
    """How often a gradient calls, and how many results are alive at most."""
    derivative = value_and_grad(function).specialize(X, n, k)
    derivative(X, n, k)  # now its program is ready
    COUNTER.__init__()  # type: ignore[misc]
    derivative(X, n, k)
    return COUNTER.calls, COUNTER.most


def test_each_iteration_runs_at_most_once_again() -> None:
    assert run(counted_plain, 40, 1) == (40, 40)
    calls, alive = run(counted_every, 40, 8)
    assert 40 < calls <= 80
    assert alive <= 5 + 8 + 2
    calls, _ = run(counted_call, 20, 1)
    assert calls <= 80


@functools.cache
def fewest(steps: int, states: int) -> int:
    """How many iterations must run forward to reverse `steps` of them with `states` kept: by trying all."""
    if steps <= 1:
        return 0
    if states == 1:
        return steps * (steps - 1) // 2
    return min(
        middle + fewest(steps - middle, states - 1) + fewest(middle, states)
        for middle in range(1, steps)
    )


@pytest.mark.parametrize("states", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("steps", [0, 1, 2, 3, 7, 10, 35, 60])
def test_schedules(steps: int, states: int) -> None:
    kept: list[int] = []
    at, most, advanced, left = 0, 0, 0, steps
    for action, first, last in revolve(steps, states):
        if action == "store":
            assert at == first
            kept.append(at)
        elif action == "restore":
            at = kept[-1]
        elif action == "drop":
            kept.pop()
        elif action == "advance":
            assert at == first < last <= left
            at, advanced = last, advanced + last - first
        else:
            assert (action, at, first, last) == ("reverse", left - 1, left - 1, left)
            left -= 1
        most = max(most, len(kept))
    assert not kept and left == 0
    assert most <= states
    assert advanced == fewest(steps, states)


def test_schedules_agree_with_the_formula() -> None:
    for states, turns in [(1, 5), (3, 2), (4, 3)]:
        steps = math.comb(states + turns, states)
        formula = turns * steps - math.comb(states + turns, turns - 1)
        assert (
            sum(b - a for action, a, b in revolve(steps, states) if action == "advance") == formula
        )


def test_no_room_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 snapshots"):
        grad(snapshots)(X, 3, 0)


@pytest.mark.parametrize("n, k", [(1, 1), (10, 3), (35, 4), (30, 1), (6, 10)])
def test_snapshots_take_what_the_schedule_says(n: int, k: int) -> None:
    calls, alive = run(counted_snapshots, n, k)
    # The value takes one more iteration than the schedule, or a run of its own.
    assert fewest(n, k) < calls <= fewest(n, k) + n
    assert alive <= k + 2


# -- what is refused ------------------------------------------------------------------------


def refused_break(x, n):
    for _ in checkpoint(range(n), every=2):
        x = np.sin(x)
        if x > 0.5:
            break
    return x


def refused_return(x, n):
    for _ in checkpoint(range(n), every=2):
        x = np.sin(x)
        if x > 0.5:
            return x
    return x


def refused_return_inside(x, n):
    for _ in checkpoint(range(n), every=2):
        for _ in range(2):
            x = np.sin(x)
            if x > 0.5:
                return x
    return x


def refused_comprehension(x, n):
    return sum(x * t for t in checkpoint(range(n), every=2))


def refused_inside_enumerate(x, n):
    for k, t in enumerate(checkpoint(range(n), every=2)):
        x = np.sin(x) * k * t
    return x


def refused_name(x, n):
    counts = checkpoint(range(n), every=2)
    for _ in counts:
        x = np.sin(x)
    return x


def refused_keyword(x, n):
    for _ in checkpoint(range(n), each=2):
        x = np.sin(x)
    return x


def refused_both(x, n):
    for _ in checkpoint(range(n), every=2, snapshots=2):
        x = np.sin(x)
    return x


def refused_position(x, n):
    for _ in checkpoint(range(n), 2):
        x = np.sin(x)
    return x


REFUSED = [
    (refused_break, "break"),
    (refused_return, "return x"),
    (refused_return_inside, "return x"),
    (refused_comprehension, "checkpoint(range(n), every=2)"),
    (refused_inside_enumerate, "checkpoint(range(n), every=2)"),
    (refused_name, "checkpoint(range(n), every=2)"),
    (refused_keyword, "checkpoint(range(n), each=2)"),
    (refused_both, "checkpoint(range(n), every=2, snapshots=2)"),
    (refused_position, "checkpoint(range(n), 2)"),
]


@pytest.mark.parametrize("function, place", REFUSED, ids=[f.__name__ for f, _ in REFUSED])
def test_what_is_refused_is_refused_at_its_place(function: Callable[..., Any], place: str) -> None:
    with pytest.raises(UnsupportedSyntax) as caught:
        grad(function).source
    lines, first = inspect.getsourcelines(function)
    line = lines[caught.value.lineno - first]
    assert place in line
    assert caught.value.offset == line.index(place) + 1
    assert caught.value.help
