"""Three hundred random programs; long runs are `python -m tests.fuzz`."""

from __future__ import annotations

import doctest
import warnings

import pytest

from tests.fuzz import generate
from tests.fuzz.check import Failure, check
from tests.fuzz.shrink import shrink

CHUNK = 10


def problems(first: int, aliasing: bool) -> list[str]:
    """What fails among the next few programs; with aliases a refusal is right too."""
    found = []
    for seed in range(first, first + CHUNK):
        program = generate.generate(seed, aliasing)
        failure = check(program)
        if failure is not None and not failure.kind.startswith("refused"):
            small, failure = shrink(program, failure)
            found.append(f"seed {seed}: {failure}\n" + "\n".join(small.lines))
    return found


@pytest.mark.parametrize("first", range(0, 200, CHUNK))
def test_programs(first: int) -> None:
    assert problems(first, aliasing=False) == []


@pytest.mark.parametrize("first", range(1000, 1100, CHUNK))
def test_programs_with_aliases_are_refused_or_right(first: int) -> None:
    assert problems(first, aliasing=True) == []


def test_few_programs_without_aliases_are_refused() -> None:
    refused = [check(generate.generate(seed, aliasing=False)) for seed in range(300, 340)]
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
