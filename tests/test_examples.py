"""Every example runs, and checks its own numbers."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPORTING = ("digits", "fit_ode")  # these write files, which are committed
SHORT = sorted(p.name for p in EXAMPLES.glob("*.py") if not p.stem.startswith(EXPORTING))


@pytest.fixture(scope="module")
def digits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The names of digits.py, and the gradient that it exports."""
    exported = tmp_path_factory.mktemp("digits") / "digits_grad.py"
    names = runpy.run_path(str(EXAMPLES / "digits.py"))
    names["main"](epochs=10, exported=exported)
    return {**names, "exported": exported}


@pytest.fixture(scope="module")
def fit_ode(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The same of fit_ode.py."""
    exported = tmp_path_factory.mktemp("fit_ode") / "fit_ode_grad.py"
    names = runpy.run_path(str(EXAMPLES / "fit_ode.py"))
    names["main"](exported=exported)
    return {**names, "exported": exported}


@pytest.mark.parametrize("name", SHORT)
def test_example_checks_its_numbers(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    assert "# backward" in capsys.readouterr().out


@pytest.mark.parametrize("name", EXPORTING)
def test_exports_what_is_committed(name: str, request: pytest.FixtureRequest) -> None:
    names = request.getfixturevalue(name)
    committed = EXAMPLES / f"{name}_grad.py"
    exported = names["exported"].read_text()
    if request.config.getoption("--update-golden"):
        committed.write_text(exported)
    assert exported == committed.read_text()


def test_digits_export_computes_the_same(digits: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    X, _, y, _ = digits["load"]()
    weights = [rng.normal(size=shape) for shape in ((64, 5), (5,), (5, 10), (10,))]
    args = (*weights, X[:20], y[:20], 0.01)
    compiled = runpy.run_path(str(digits["exported"]))["value_and_grad_net_loss"]
    value, gradients = compiled(*args)
    expected_value, expected = digits["net_loss"](*args)
    assert value == expected_value
    for found, wanted in zip(gradients, expected, strict=True):
        assert np.array_equal(found, wanted)


def test_fit_ode_export_computes_the_same(fit_ode: dict[str, Any]) -> None:
    data = fit_ode["observations"](np.random.default_rng(1), 5)
    args = (np.log(fit_ode["START"]), data, 0.05, fit_ode["STEPS"])
    value, gradient = runpy.run_path(str(fit_ode["exported"]))["value_and_grad_misfit"](*args)
    expected_value, expected = fit_ode["misfit_and_gradient"](*args)
    assert value == expected_value
    assert np.array_equal(gradient, expected)
