"""check_grads: passes what is right, and names what is wrong."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from adcompile import check_grads, grad, rule
from adcompile.api import check

X = np.array([0.5, -1.0, 2.0])


def wrong(x):
    return np.exp(x)


@rule(wrong, broadcasts=True)
def wrong_rule(x, *, out, g):
    return g * x


def lopsided(x):
    return np.exp(x)


@rule(lopsided, broadcasts=True)
def lopsided_rule(x, *, out, g):
    return g * out


@lopsided_rule.jvp
def lopsided_jvp(x, *, out, x_dot):
    return 2 * x_dot * out


def second(x):
    return x**3


@rule(second, broadcasts=True)
def second_rule(x, *, out, g):
    return g * 3 * steady(x)


def steady(x):
    return x**2


@rule(steady, broadcasts=True)
def steady_rule(x, *, out, g):
    return g * x  # half of what it is


def several(x, y, k):
    return x * y + k, np.sum(x), np.tanh(x) @ y, np.argmax(x)


@pytest.mark.parametrize("modes", ["rev", "fwd", ("rev", "fwd")])
@pytest.mark.parametrize("order", [1, 2, 3])
def test_what_is_right_passes(order: int, modes: Any) -> None:
    check_grads(lambda x, y: np.sum(np.sin(x) * y), (X, X + 1), order, modes)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_several_results_and_other_arguments(dtype: Any) -> None:
    check_grads(several, (X.astype(dtype), X.astype(dtype) + 1, 2))


def test_numbers_and_broadcasting() -> None:
    check_grads(lambda x, y: x * np.sin(y), (2.0, np.array([[0.1, 0.2]])))


def test_complex_arguments() -> None:
    check_grads(lambda z: np.exp(z) * z, (np.array([1 + 2j, 0.3j]),))


def test_derivatives_are_functions_too() -> None:
    check_grads(grad(lambda x: np.sum(np.sin(x) ** 2)), (X,))


def test_a_wrong_reverse_rule() -> None:
    message = r"reverse mode of f\(\), order 1, argument `x`: .* differ: got -?\d.*, want -?\d"
    with pytest.raises(AssertionError, match=message):
        check_grads(named(lambda x: wrong(x)), (X,), modes="rev")


def test_a_wrong_forward_rule() -> None:
    message = r"forward mode of f\(\), order 1, argument `x`: .* differ: got \[.*\], want \["
    with pytest.raises(AssertionError, match=message):
        check_grads(named(lambda x: lopsided(x)), (X,), modes="fwd")


def test_both_modes_are_checked() -> None:
    with pytest.raises(AssertionError, match=re.escape("forward mode of f(), order 1")):
        check_grads(named(lambda x: lopsided(x)), (X,), order=1)


def test_a_wrong_second_order() -> None:
    check_grads(lambda x: second(x), (X,), order=1)
    with pytest.raises(AssertionError, match=r"order 2, argument `x`"):
        check_grads(lambda x: second(x), (X,), order=2)


def test_the_argument_that_is_wrong_is_named() -> None:
    with pytest.raises(AssertionError, match="argument `y`"):
        check_grads(lambda x, y: x + wrong(y), (X, X), order=1)


def named(function: Any) -> Any:
    function.__name__ = "f"
    return function


def test_tolerances_and_step() -> None:
    check_grads(lambda x: wrong(x), (np.array([1e-9]),), order=1, atol=5.0, rtol=0.0, eps=1e-3)


def test_bad_calls() -> None:
    with pytest.raises(ValueError, match="modes are 'rev' and 'fwd'"):
        check_grads(second, (X,), modes=("reverse",))
    with pytest.raises(TypeError, match="takes a tuple of arguments"):
        check_grads(second, X)
    with pytest.raises(TypeError, match="none of the arguments is floating point"):
        check_grads(second, (1, "a"))


def test_arguments_are_left_alone() -> None:
    x = X.copy()

    def scribble(x):
        return np.sum(x * x)

    check_grads(scribble, (x,))
    np.testing.assert_array_equal(x, X)


def test_it_is_the_same_each_time() -> None:
    seen: list[str] = []
    for _ in range(2):
        with pytest.raises(AssertionError) as caught:
            check_grads(lambda x: wrong(x), (X,))
        seen.append(str(caught.value))
    assert seen[0] == seen[1]


def test_second_order_of_dicts() -> None:
    check_grads(lambda x: {"a": x * x, "b": np.sum(x)}, (X,))


def test_differences_are_exact_to_ten_digits() -> None:
    got = check.directional(lambda x: np.exp(x), (X,), {0: np.ones(3)})
    np.testing.assert_allclose(got, np.exp(X), rtol=1e-10)
