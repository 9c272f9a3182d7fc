"""Every example runs, and checks its own numbers."""

from __future__ import annotations

import runpy
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPORTING = ("digits", "fit_ode", "wave")  # these write files, which are committed
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


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The same of wave.py, on a small grid and without a picture."""
    folder = tmp_path_factory.mktemp("wave")
    names = runpy.run_path(str(EXAMPLES / "wave.py"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "matplotlib", None)  # as if it were not installed
        patch.setitem(sys.modules, "matplotlib.figure", None)
        names["main"](32, 24, 60, 15, exported=folder / "wave_grad.py", picture=folder / "wave.png")
    assert not (folder / "wave.png").exists()
    return {**names, "exported": folder / "wave_grad.py"}


def sounds(names: dict[str, Any], steps: int) -> tuple[Any, ...]:
    """A random source in front of the tissue of wave.py, and a random record, as arguments of the misfit."""
    rng = np.random.default_rng(1)
    _, speed = names["tissue"](24)
    rows, columns = names["circle"](24, 10)
    return rng.normal(size=speed.size), speed, rows, columns, rng.normal(size=(steps, 10))


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


def test_wave_export_computes_the_same(wave: dict[str, Any]) -> None:
    args = sounds(wave, 30)
    value, gradient = runpy.run_path(str(wave["exported"]))["value_and_grad_misfit"](*args)
    expected_value, expected = wave["misfit_and_gradient"](*args)
    assert value == expected_value == wave["misfit"](*args)
    assert np.array_equal(gradient, expected)


def test_wave_gradient_keeps_no_fields(wave: dict[str, Any]) -> None:
    peaks = []
    for steps in (50, 50, 100):  # the first call compiles
        args = sounds(wave, steps)
        tracemalloc.start()
        wave["misfit_and_gradient"](*args)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    field = args[0].nbytes
    assert peaks[2] - peaks[1] < 50 * field / 10


@pytest.mark.filterwarnings("default")  # those of matplotlib are not ours
def test_wave_draws_a_picture(wave: dict[str, Any], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    field, record = np.eye(8), np.eye(8, 5)
    wave["draw"](field, *wave["circle"](8, 5), record, field, [2.0, 1.0], tmp_path / "wave.png")
    assert (tmp_path / "wave.png").read_bytes().startswith(b"\x89PNG")
