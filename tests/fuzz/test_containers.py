"""Random programs with lists, dicts and the arrays in them: right, or refused.

Long runs are `python -m tests.fuzz containers --count 100000`.
"""

from __future__ import annotations

import doctest
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from adcompile import grad, jvp
from tests import oracles
from tests.fuzz import container_generate
from tests.fuzz.flow_check import STAGES, check
from tests.fuzz.flow_generate import FlowProgram

CHUNK = 20
pytestmark = [
    pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning"),
    pytest.mark.filterwarnings("ignore::SyntaxWarning"),
]


@cache
def program_of(seed: int) -> FlowProgram:
    return container_generate.generate(seed)


@pytest.mark.parametrize("first", range(0, 140, CHUNK))
def test_programs(first: int) -> None:
    """`python -m tests.fuzz containers --seed 7 --count 1` shows a smaller program that fails alike."""
    others = (STAGES[0], *STAGES[2:])
    found = [
        (seed, check(program_of(seed), (STAGES[1], others[seed % len(others)])))
        for seed in range(first, first + CHUNK)
    ]
    assert [f"seed {s}: {o}" for s, o in found if o.kind not in ("right", "refused")] == []
    assert sum(o.kind == "refused" for _, o in found) <= CHUNK // 3


def test_programs_have_everything() -> None:
    text = "".join(program_of(seed).body for seed in range(140))
    words = (
        ".append(", ".insert(", ".extend(", ".pop(", ".setdefault(", ".get(", ".update(", ".items()", "del ",
        "[1:]", "sorted(", "key=", "default=", "rows", "groups", "stock", "arrays", "pairs", "break", "continue",
    )  # fmt: skip
    assert [word for word in words if text.count(word) < 2] == []


def read_before_it_grows(x: float, n: int) -> float:
    rows = [[x * i, x] for i in range(n)]
    row = rows[1]
    rows[1].append(row[0] * x)
    return sum(sum(r) for r in rows)


def a_key_that_is_rebound(x: float, n: int) -> float:
    following = {i: (i * 2 + 1) % n for i in range(n)}
    values = {i: x * i for i in range(n)}
    k = 1
    k = following[k]
    del following[k]
    return sum(values[j] * x for j in following)


def two_states_of_zeros(x: float, n: int) -> Any:
    rows = [[x * i, x] for i in range(n)]
    array = np.array(rows)
    rows[0][1] = x * x
    rows[1].append(5.0)
    return np.sum(array) * rows[0][1] * rows[1][-1]


def dicts_in_a_dict(x: float, n: int) -> float:
    inner: dict[int, dict[int, float]] = {}
    for i in range(n):
        inner.setdefault(i % 2, {})[i] = x * i
    return sum(inner[k][j] ** 2 * (j + 1) for k in inner for j in inner[k])


BY_HAND = [read_before_it_grows, a_key_that_is_rebound, two_states_of_zeros, dicts_in_a_dict]


@pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
@pytest.mark.parametrize("function", BY_HAND, ids=lambda function: function.__name__)
def test_by_hand(function: Callable[[float, int], float], optimize: bool) -> None:
    gradient = grad(function, optimize=optimize)

    def slope(x: float) -> float:
        return gradient(x, 4)

    expected = oracles.gradient(function, [0.3, 4], 0)
    np.testing.assert_allclose(gradient(0.3, 4), expected, rtol=1e-9)
    second = oracles.gradient(gradient, [0.3, 4], 0)
    np.testing.assert_allclose(grad(gradient, optimize=optimize)(0.3, 4), second, rtol=1e-7)
    np.testing.assert_allclose(jvp(slope, (0.3,), (1.0,))[1], second, rtol=1e-7)


def test_documentation() -> None:
    assert doctest.testmod(container_generate).failed == 0
