"""Random loops that nearly only add up: right, whether they are fused or not.

Long runs are `python -m tests.fuzz sums --count 100000`.
"""

from __future__ import annotations

import pytest

from tests.fuzz import sum_generate
from tests.fuzz.flow_check import STAGES, check

CHUNK = 20
pytestmark = pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")


@pytest.mark.parametrize("first", range(0, 80, CHUNK))
def test_programs(first: int) -> None:
    """`python -m tests.fuzz sums --seed 7 --count 1` shows a smaller program that fails alike."""
    others = (STAGES[0], *STAGES[2:])
    found = [
        (seed, check(sum_generate.generate(seed), (STAGES[1], others[seed % len(others)])))
        for seed in range(first, first + CHUNK)
    ]
    assert [f"seed {s}: {o}" for s, o in found if o.kind != "right"] == []
