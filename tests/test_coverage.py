"""docs/coverage.md says what the rules are; `--update-golden` rewrites it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import adcompile
from adcompile.api.cli import main
from adcompile.api.coverage import coverage_table

DOCUMENT = Path(__file__).parent.parent / "docs" / "coverage.md"


@pytest.mark.skipif(np.__version__.startswith("1."), reason="np.trapezoid has another name there")
def test_the_document_is_current(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        DOCUMENT.write_text(coverage_table())
    known = set(DOCUMENT.read_text().splitlines())
    now = [line for line in coverage_table().splitlines() if line.startswith("| ")]

    assert len(now) > 400
    assert not [line for line in now if line not in known]  # older versions have fewer functions


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage"]) == 0
    assert capsys.readouterr().out == coverage_table()


def test_answers_in_code() -> None:
    def own(x: float) -> float:
        return x * x

    assert adcompile.supports(np.linalg.svd).source == "Townsend (2016)"
    assert adcompile.supports(np.argmax).how == "zero"
    assert adcompile.supports(np.arctan2.outer).how == "written out"
    assert adcompile.supports(own).how == "compiled in"
    assert not adcompile.supports(np.savetxt)
    assert not adcompile.supports(np.frompyfunc)
