"""Forty test functions of global optimisation, differentiated as bound methods that count their calls."""

from __future__ import annotations

import numpy as np
import pytest

from adcompile import grad, hvp, value_and_grad
from tests import oracles
from tests.objectives import OBJECTIVES, Objective


@pytest.mark.parametrize("cls", OBJECTIVES, ids=lambda cls: cls.__name__)
def test_objective(cls: type[Objective]) -> None:
    objective = cls()
    x = objective.start(np.random.default_rng(3))
    want = cls().fun(x)
    value, gradient = value_and_grad(objective.fun)(x)
    assert value == want
    assert objective.nfev == 1
    wanted = [oracles.directional(cls().fun, [x], [0], [e], cls.step) for e in np.eye(len(x))]
    np.testing.assert_allclose(gradient, wanted, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(grad(objective.fun, optimize=False)(x), gradient, rtol=1e-12)
    assert objective.nfev == 2


@pytest.mark.parametrize("cls", OBJECTIVES[::4], ids=lambda cls: cls.__name__)
def test_second_order(cls: type[Objective]) -> None:
    objective = cls()
    x = objective.start(np.random.default_rng(4))
    v = np.random.default_rng(5).normal(size=len(x))
    got = hvp(objective.fun, (x,), (v,))
    want = oracles.directional(grad(cls().fun), [x], [0], [v], step=2e-4)
    np.testing.assert_allclose(got, want, rtol=1e-4, atol=1e-4)


def test_there_are_forty() -> None:
    assert len(OBJECTIVES) >= 40
