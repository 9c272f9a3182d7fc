"""Programs that call SciPy: value, gradient, tangent and second derivatives against differences.

Rules are checked one by one in tests/rules; here stands what needs a program around it, such as a
matrix that stays symmetric.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import grad, jvp, value_and_grad
from tests import oracles

pytest.importorskip("scipy")

from tests import scipy_programs

Case = tuple[Callable[..., Any], tuple[Any, ...]]
CASES: list[Case] = scipy_programs.CASES


def name_of(case: Case) -> str:
    return case[0].__name__


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_program(case: Case) -> None:
    check(*case)


def check(function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """Compare with the plain run, with differences, and with differences of the gradient."""
    wrt = tuple(range(len(args)))
    before = [np.array(x) for x in args]
    generator = np.random.default_rng(5)
    v = tuple(oracles.random_like(x, generator) for x in args)
    want = oracles.directional(function, list(args), list(wrt), v)

    value, gradients = value_and_grad(function, wrt)(*args)
    assert value == function(*args)
    assert all(map(np.array_equal, before, args))
    assert oracles.inner(gradients, v) == pytest.approx(want, rel=2e-6, abs=2e-7)

    value, tangent = jvp(function, args, v)
    assert value == function(*args)
    assert tangent == pytest.approx(want, rel=2e-6, abs=2e-7)

    gradient = grad(function, wrt)
    along = oracles.directional(gradient, list(args), list(wrt), v)
    _, second = jvp(gradient, args, v)
    for got, expected in zip(second, along, strict=True):
        np.testing.assert_allclose(got, expected, rtol=2e-5, atol=2e-6)
