"""Exported files: they stand alone, refuse what the derivative refuses, and say where they are from."""

from __future__ import annotations

import builtins
import contextlib
import importlib
import math
import os
import pickle
import pkgutil
import subprocess
import sys
import tomllib
import types
from math import exp as e
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adcompile import ExportError, __version__, grad, rule, runtime, value_and_grad
from adcompile.api import exporting
from adcompile.backend import export
from tests import oracles
from tests.test_golden import PATHS, case_of

scipy_special = pytest.importorskip("scipy.special")

# Runs files in a Python that has no adcompile; arguments and results pass through pickles.
RUNNER = """
import pickle, sys, warnings
sys.modules["adcompile"] = None
folder = sys.argv[1]
with open(f"{folder}/calls.pickle", "rb") as file:
    calls = pickle.load(file)
results = {}
for stem, (name, args) in calls.items():
    namespace = {"__name__": stem}
    with open(f"{folder}/{stem}.py", encoding="utf-8") as file:
        exec(compile(file.read(), f"{stem}.py", "exec"), namespace)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            results[stem] = namespace[name](*args)
    except Exception as error:
        results[stem] = f"{type(error).__name__}: {error}"
with open(f"{folder}/results.pickle", "wb") as file:
    pickle.dump(results, file)
"""

Call = tuple[Any, tuple[Any, ...]]  # a derivative, arguments


def run_apart(folder: Path, calls: dict[str, Call]) -> dict[str, Any]:
    """Export derivatives and call them where adcompile cannot be imported."""
    for stem, (derivative, _) in calls.items():
        derivative.export(folder / f"{stem}.py")
    plain = {stem: (d.__name__, args) for stem, (d, args) in calls.items()}
    (folder / "calls.pickle").write_bytes(pickle.dumps(plain))
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    subprocess.run(
        [sys.executable, "-I", "-c", RUNNER, str(folder)],
        check=True, cwd=folder, env=environment, timeout=120,
    )  # fmt: skip
    results: dict[str, Any] = pickle.loads((folder / "results.pickle").read_bytes())
    return results


def alone(derivative: Any, *args: Any, folder: Path) -> Any:
    """The result of one exported file."""
    return run_apart(folder, {"exported": (derivative, args)})["exported"]


def close(got: Any, want: Any, tolerance: float = 1e-6) -> None:
    """Are two results, or tuples of results, equal in shape and nearly in value?"""
    if isinstance(want, tuple):
        assert isinstance(got, tuple) and len(got) == len(want), got
        for one, other in zip(got, want):
            close(one, other, tolerance)
        return
    assert not isinstance(got, str), got
    assert np.shape(got) == np.shape(want)
    np.testing.assert_allclose(got, want, rtol=tolerance, atol=tolerance)


# -- the golden cases, each alone -----------------------------------------------------------


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the exported golden gradients return in another process, optimised and mirrored."""
    calls: dict[str, Call] = {}
    for path in PATHS:
        case = case_of(path)
        for suffix in ("", "_mirrored"):
            with contextlib.suppress(Exception):  # the test of this case then finds no result
                derivative = case.derivative(optimize=not suffix)
                derivative.export_text()
                calls[path.stem + suffix] = derivative, tuple(case.args)
    return run_apart(tmp_path_factory.mktemp("golden"), calls)


@pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")
@pytest.mark.parametrize("suffix", ["", "_mirrored"])
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_golden_gradients_run_alone(path: Path, suffix: str, apart: dict[str, Any]) -> None:
    case = case_of(path)
    got = apart[path.stem + suffix]
    tolerance = 2e-3 if case.single else 1e-7
    assert isinstance(got, tuple), got
    for g, k in zip(got, case.wrt, strict=True):
        close(g, case.gradient(k), tolerance)
        if isinstance(case.args[k], np.ndarray):
            assert g.dtype == case.args[k].dtype


# -- what a file brings along ---------------------------------------------------------------

RATE = 0.25
TABLE = np.linspace(-1.0, 1.0, 6).reshape(2, 3)
SINGLE = np.array([0.1, np.inf, np.nan], np.float32)
LONG = np.zeros(2000)
CONFIG = {"scale": (1.5, float("inf")), "names": ["a", 'b"c']}


def softly(x):
    """A gate with a rule; its source uses the module's data."""
    return damp(x) * RATE


def damp(x, power: int = 2):
    # kept in the export
    return np.tanh(x) ** power


@rule(softly, broadcasts=True)
def softly_rule(x, *, out, g):
    return g * 2 * RATE_OF_RULE * np.tanh(x) * (1 - np.tanh(x) ** 2)


RATE_OF_RULE = 0.25


def weighted(x):
    return np.sum(x * TABLE) * RATE


def lecture(x, y=TABLE[0, 0].item(), z=(1.0, 2.0)):
    return e(x) * math.sin(y) + x * z[0] * np.pi


def special(x):
    return np.sum(scipy_special.expit(x)) + scipy_special.logsumexp(x)


def configured(x):
    return np.sum(x) * CONFIG["scale"][0]


def test_captured_arrays_and_numbers_are_written_out(tmp_path: Path) -> None:
    x = np.ones((2, 3))
    close(alone(grad(weighted), x, folder=tmp_path), TABLE * RATE)
    text = (tmp_path / "exported.py").read_text()
    assert "RATE = 0.25\n" in text
    assert "TABLE = np.array(" in text and "dtype=np.float64)" in text


def test_imports_are_spelled_as_in_the_text(tmp_path: Path) -> None:
    close(alone(grad(lecture), 0.5, folder=tmp_path), grad(lecture)(0.5))
    text = (tmp_path / "exported.py").read_text()
    assert "from math import exp as e\n" in text
    assert "import math\n" in text
    assert "z_default = (1.0, 2.0)\n" in text


def test_scipy_where_the_function_uses_it(tmp_path: Path) -> None:
    x = np.array([0.5, -1.0])
    close(alone(grad(special), x, folder=tmp_path), grad(special)(x))
    assert "import scipy.special as scipy_special\n" in (tmp_path / "exported.py").read_text()


def test_functions_of_the_user_are_copied_with_what_they_name(tmp_path: Path) -> None:
    def f(x):
        return np.sum(softly(x) ** 2)

    x = np.array([0.5, -1.0])
    close(alone(grad(f), x, folder=tmp_path), oracles.gradient(f, [x], 0))
    text = (tmp_path / "exported.py").read_text()
    assert "def softly(x):" in text and "# kept in the export" in text
    assert "power: int = 2" in text and "from __future__ import annotations\n" in text
    assert text.count("RATE = 0.25") == 1


def test_functions_of_modules_of_the_user(tmp_path: Path) -> None:
    mine = types.ModuleType("mine")
    mine.softly = softly  # type: ignore[attr-defined]
    softly_of = "def f(x):\n    softly = 2.0\n    return np.sum(mine.softly(x)) * softly\n"
    f = grad.from_source(softly_of, namespace={"np": np, "mine": mine})
    x = np.array([0.5, -1.0])
    close(alone(f, x, folder=tmp_path), f(x))
    assert "mine" not in (tmp_path / "exported.py").read_text().replace("mine.softly(x)) *", "")


def test_another_derivative_is_copied(tmp_path: Path) -> None:
    def f(x, n):
        return x * slope(n) * slope(n)

    close(alone(grad(f), 2.0, 3.0, folder=tmp_path), 36.0)
    text = (tmp_path / "exported.py").read_text()
    assert "def slope(x):" in text and text.count("def require_scalar") <= 1


def square(x):
    return x * x


slope = grad(square)


def test_names_that_are_taken(tmp_path: Path) -> None:
    require_floating = 3.0

    def f(x, np):
        return x * np * require_floating

    close(alone(grad(f), 2.0, 5.0, folder=tmp_path), 15.0)
    assert 'require_floating_1(x, "x", 0)' in (tmp_path / "exported.py").read_text()


def test_every_helper_can_be_copied() -> None:
    modules = [m for _, m, _ in pkgutil.iter_modules(runtime.__path__, "adcompile.runtime.")]
    helpers = {
        name: value
        for module in map(importlib.import_module, modules)
        for name, value in vars(module).items()
        if isinstance(value, types.FunctionType) and value.__module__ in modules
    }
    parts = exporting.Parts("nothing")
    names = {name: parts.place(helper, name, set()) for name, helper in helpers.items()}
    functions = tuple(parts.functions)
    imports = "import math\nimport numpy as np\n" + "\n".join(sorted(parts.imports))
    module = export.Module("All.", "x", imports, tuple(parts.constants), functions)
    namespace: dict[str, Any] = {}
    exec(module.text, namespace)
    libraries = {"numpy", "math", "operator", "scipy.integrate", "scipy.ndimage", "scipy.special"}
    assert {line.split()[1] for line in parts.imports} <= libraries
    read = {name.partition(".")[0] for name in exporting.global_names(module.text, "copies")}
    assert read <= {*namespace, *vars(builtins)}
    for name, helper in helpers.items():
        copied = namespace[names[name]]
        assert copied.__code__.co_varnames == helper.__code__.co_varnames
        assert not copied.__annotations__


def test_closures(tmp_path: Path) -> None:
    def make(k):
        def f(x):
            return k * x * x

        return f

    close(alone(grad(make(3.0)), 2.0, folder=tmp_path), 12.0)


def test_value_and_gradient_of_a_specialised_function(tmp_path: Path) -> None:
    def f(x, y):
        return np.sum(x * y)

    x, y = np.ones((2, 3)), np.ones((2, 1))
    special = value_and_grad(f, argnums=("x", "y")).specialize(x, y)
    calls: dict[str, Call] = {"fits": (special, (x, y)), "other": (special, (x, x))}
    results = run_apart(tmp_path, calls)
    close(results["fits"], (6.0, (np.ones((2, 3)), np.full((2, 1), 3.0))))
    assert results["other"] == "TypeError: y must be float64[n, 1], not float64[n, n]"


def test_second_derivatives(tmp_path: Path) -> None:
    def f(x):
        return x**3

    close(alone(grad(grad(f)), 2.0, folder=tmp_path), 12.0)


def test_complex_functions(tmp_path: Path) -> None:
    def f(z):
        return z * z * z

    calls: dict[str, Call] = {
        "fits": (grad(f, holomorphic=True), (1 + 2j,)),
        "real": (grad(f, holomorphic=True), (1.0,)),
        "complex": (grad(f), (1 + 2j,)),
    }
    results = run_apart(tmp_path, calls)
    close(results["fits"], 3 * (1 + 2j) ** 2)
    assert results["real"] == "TypeError: z must be complex, not float64"
    assert results["complex"] == "TypeError: z must be floating point, not complex128"


# -- what a file refuses --------------------------------------------------------------------


def test_calls_that_the_derivative_refuses(tmp_path: Path) -> None:
    def square(x):
        return x * x

    def weigh(x, y):
        return np.sum(x) * y

    def free(x):
        return x.sum(axis=0)

    one = np.ones(1)
    calls: dict[str, Call] = {
        "array": (grad(square), (np.ones(3),)),
        "one": (grad(square), (one,)),
        "int": (grad(square), (3,)),
        "ints": (grad(weigh), (np.arange(3), 1.0)),
        "other": (grad(weigh), (np.ones(3), one)),
        "result": (grad(free), (np.ones((3, 2)),)),
    }
    results = run_apart(tmp_path, calls)
    assert results["array"] == "TypeError: x must have 0 axes, but has shape (3,)"
    assert results["one"] == "TypeError: x must have 0 axes, but has shape (1,)"
    assert results["int"] == "TypeError: x must be floating point, not int64"
    assert results["ints"] == "TypeError: x must be floating point, not int64"
    assert results["other"] == "TypeError: y must have 0 axes, but has shape (1,)"
    assert results["result"].startswith("TypeError: ")


# -- what cannot be exported ----------------------------------------------------------------


def test_large_arrays_are_refused() -> None:
    def f(x):
        return np.sum(x * LONG)

    with pytest.raises(ExportError, match="`LONG` has 2000 elements") as caught:
        grad(f).export_text()
    assert caught.value.help == "pass `LONG` as an argument"


def test_objects_are_refused() -> None:
    generator = np.random.default_rng(0)

    def f(x):
        return x * generator.normal()

    with pytest.raises(ExportError, match="`generator` is a Generator"):
        grad(f).export_text()


def test_functions_without_source_are_refused() -> None:
    namespace: dict[str, Any] = {}
    exec("def hidden(x): return x", namespace)
    hidden = namespace["hidden"]
    rule(hidden, broadcasts=True)(identity_rule)

    def f(x):
        return hidden(x) * hidden(x)

    with pytest.raises(ExportError, match="`hidden` cannot be copied: `hidden` has no source text"):
        grad(f).export_text()


def test_functions_that_write_to_globals_are_refused() -> None:
    def f(x):
        return counted(x) * counted(x)

    rule(counted, broadcasts=True)(identity_rule)
    with pytest.raises(ExportError, match="`counted` writes to the global `CALLS`"):
        grad(f).export_text()


CALLS = 0


def counted(x):
    global CALLS
    CALLS += 1
    return x


def identity_rule(x, *, out, g):
    return g


# -- the head and the bytes -----------------------------------------------------------------


def test_header() -> None:
    text = grad(weighted, argnums=("x",)).export_text()
    lines = text.splitlines()
    assert lines[0] == '"""The gradient of `weighted` in test_export.py with respect to x.'
    assert lines[2].startswith("Generated by adcompile ") and "sha256" in lines[2]
    assert (
        "    python -m adcompile test_export.py:weighted --argnums x, -o grad_weighted.py" in lines
    )
    assert '    grad(weighted, argnums=("x",)).export("grad_weighted.py")' in lines
    assert str(Path(__file__).parent) not in text


def test_header_of_a_lambda_and_of_options() -> None:
    f = value_and_grad(lambda x: (x * x, x), has_aux=True, optimize=False)
    text = f.export_text()
    assert (
        '    value_and_grad(lambda ..., argnums="x", has_aux=True, optimize=False).export' in text
    )
    assert "python -m adcompile" not in text


def test_lines_are_laid_out() -> None:
    text = grad(weighted).export_text()
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert "\n\n\n\n" not in text
    assert '__all__ = ["grad_weighted"]\n' in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_the_same_bytes_each_time() -> None:
    assert grad(special).export_text() == grad(special).export_text()


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
    assert project["project"]["version"] == __version__


# -- the file -------------------------------------------------------------------------------


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.py"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        grad(weighted).export(path)
    assert path.read_text() == "mine"
    assert grad(weighted).export(path, overwrite=True) == path
    assert path.read_text() == grad(weighted).export_text()
    assert [p.name for p in tmp_path.iterdir()] == ["out.py"]


def test_nothing_is_left_of_a_write_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*paths: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        grad(weighted).export(tmp_path / "out.py")
    assert not list(tmp_path.iterdir())


# -- literals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        0.1, -0.0, 1e300, math.inf, -math.inf, 3, True, None, "a'b\"c\n", b"x", ..., 1.5 - 2j,
        (), (1.0,), [1, (2, "x")], {"a": [0.1]}, slice(1, None, -2), np.float32(0.1), np.int8(3),
        np.float64(0.1), TABLE, SINGLE, np.zeros((0, 3)), np.array(["a", "bcd"]), CONFIG,
        np.array([True, False]), np.array([1 + 2j, np.nan]), np.array(2.5), np.arange(1000) / 7,
    ],
    ids=repr,
)  # fmt: skip
def test_literals_read_back(value: Any) -> None:
    text = export.assignment("back", export.literal(value, "value", "np"))
    names: dict[str, Any] = {"np": np}
    exec(text, names)
    back = names["back"]
    assert type(back) is type(value)
    if isinstance(value, (np.ndarray, np.generic)):
        assert back.dtype == value.dtype and back.shape == value.shape
        assert back.tobytes() == value.tobytes() or value.dtype.kind == "c"
    assert repr(back) == repr(value)
