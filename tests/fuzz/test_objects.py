"""Some of the random programs with objects, in the ordinary run."""

from __future__ import annotations

import pytest

from tests.fuzz.objects import check, program


@pytest.mark.parametrize("seed", range(70))
def test_program(seed: int) -> None:
    result = check(seed)
    assert result == "right" or result.startswith("refused"), f"{result}\n{program(seed)[1]}"


def test_most_are_not_refused() -> None:
    assert sum(check(seed) == "right" for seed in range(20)) >= 14
