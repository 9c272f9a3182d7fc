"""Three hundred random programs; long runs are `python -m tests.fuzz`."""

from __future__ import annotations

import doctest
import warnings
from functools import cache

import pytest

from tests.fuzz import generate
from tests.fuzz.check import Failure, check
from tests.fuzz.shrink import shrink

CHUNK = 10


@cache
def outcome(seed: int, aliasing: bool) -> Failure | None:
    """What fails in a program; exports and second order only in every fourth."""
    return check(generate.generate(seed, aliasing), thorough=seed % 4 == 0)


def problems(first: int, aliasing: bool) -> list[str]:
    """What fails among the next few programs; a refusal is no failure.

    `python -m tests.fuzz --seed 7 --count 1` shows a smaller program that fails in the same way.
    """
    found = []
    for seed in range(first, first + CHUNK):
        failure = outcome(seed, aliasing)
        if failure is not None and not failure.kind.startswith(("refused", "layout")):
            found.append(f"seed {seed}: {failure}")
    return found


@pytest.mark.parametrize("first", range(0, 160, CHUNK))
def test_programs(first: int) -> None:
    assert problems(first, aliasing=False) == []


@pytest.mark.parametrize("first", range(1000, 1060, CHUNK))
def test_programs_with_aliases_are_refused_or_right(first: int) -> None:
    assert problems(first, aliasing=True) == []


def test_lines_are_short() -> None:
    failures = [outcome(seed, False) for seed in range(40)]
    assert [f for f in failures if f is not None and f.kind == "layout"] == []


def test_few_programs_without_aliases_are_refused() -> None:
    refused = [outcome(seed, False) for seed in range(40)]
    kinds = [f.kind for f in refused if f is not None and f.kind.startswith("refused")]
    assert len(kinds) <= 6


def test_the_oracle_sees_a_wrong_gradient(monkeypatch: pytest.MonkeyPatch) -> None:
    program = generate.generate(3, aliasing=False)
    monkeypatch.setattr("tests.fuzz.check.numeric", lambda f, args, wrt: [args[k] + 9 for k in wrt])
    failure = check(program)
    assert isinstance(failure, Failure) and failure.kind == "gradient"


def test_shrinking_keeps_the_kind_of_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_with_sin(program: generate.Program) -> Failure | None:
        return Failure("sin", "") if any("np.sin" in line for line in program.lines) else None

    monkeypatch.setattr("tests.fuzz.shrink.check", fails_with_sin)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        seed = next(s for s in range(99) if fails_with_sin(generate.generate(s)))
        small, failure = shrink(generate.generate(seed), Failure("sin", ""))
    assert failure.kind == "sin" and len(small.lines) <= 2


def test_documentation() -> None:
    assert doctest.testmod(generate).failed == 0
