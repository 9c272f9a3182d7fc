"""Random programs with lists, dicts and the arrays in them: right, or refused.

Long runs are `python -m tests.fuzz containers --count 100000`.
"""

from __future__ import annotations

import doctest
from functools import cache

import pytest

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


def test_documentation() -> None:
    assert doctest.testmod(container_generate).failed == 0
