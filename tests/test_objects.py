"""The gradients of tests/objects, in what is inside arguments: their text, and what they compute.

A case is a file like those of tests/golden.  Arguments are dicts, lists, tuples and objects; ARGNUMS may name
one argument or several.  The text is that for arguments like ARGS.
"""

from __future__ import annotations

import inspect
import linecache
import sys
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adcompile import grad, value_and_grad, vjp
from tests import oracles_inside as oracle

FOLDER = Path(__file__).parent / "objects"
MARKERS = {
    kind: f"# {'-' * 34} {kind} {'-' * (60 - len(kind))}\n" for kind in ("optimised", "mirrored")
}
LENGTHY = {"unscented_kalman"}  # the mirrored text is not read


@dataclass(frozen=True)
class Case:
    """A file of tests/objects, run."""

    path: Path
    upper: str
    lower: str
    names: dict[str, Any]
    made: dict[Any, Any] = field(default_factory=dict)

    @property
    def function(self) -> Any:
        functions = [x for x in self.names.values() if isinstance(x, types.FunctionType)]
        own = [f for f in functions if f.__module__ == self.names["__name__"]]
        return self.names.get("FUNCTION", own[-1])

    @property
    def args(self) -> list[Any]:
        return [oracle.moved(x, {}, 0.0) for x in self.names["ARGS"]]

    @property
    def argnums(self) -> tuple[int, ...]:
        argnums = self.names.get("ARGNUMS", 0)
        return (argnums,) if isinstance(argnums, int) else tuple(argnums)

    def derivative(self, kind: Any, optimize: bool = True) -> Any:
        """A derivative of the case, made once."""
        key = kind, optimize
        if key not in self.made:
            self.made[key] = kind(self.function, self.argnums, optimize=optimize)
        return self.made[key]

    def texts(self) -> str:
        """What stands below the case."""
        shown = ["optimised"] if self.path.stem in LENGTHY else list(MARKERS)
        parts = []
        for kind in shown:
            made = grad(self.function, self.argnums, optimize=kind == "optimised")
            parts.append(f"\n\n{MARKERS[kind]}\n{made.specialize(*self.args).source}")
        return "".join(part.rstrip("\n") + "\n" for part in parts)


def load_case(path: Path) -> Case:
    """Run the upper part of a file; the lower ones are text."""
    upper, marker, lower = path.read_text().partition(f"\n\n{MARKERS['optimised']}")
    upper = upper.rstrip("\n") + "\n"
    linecache.cache[str(path)] = (len(upper), None, upper.splitlines(keepends=True), str(path))
    module = types.ModuleType(f"case_{path.stem}")
    sys.modules[module.__name__] = module
    exec(compile(upper, str(path), "exec", dont_inherit=True), module.__dict__)
    return Case(
        path, upper, f"\n\n{MARKERS['optimised']}{lower}" if marker else "", module.__dict__
    )


PATHS = sorted(FOLDER.glob("*.py"))
CASES = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
BOTH = pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
pytestmark = pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")
KEPT: dict[Path, Case] = {}


def case_of(path: Path) -> Case:
    if path not in KEPT:
        KEPT[path] = load_case(path)
    return KEPT[path]


@CASES
def test_text(path: Path, request: pytest.FixtureRequest) -> None:
    case = case_of(path)
    text = case.texts()
    if request.config.getoption("--update-golden"):
        path.write_text(case.upper + text)
        return
    assert text == case.lower
    assert text.isascii()
    lines = [line for line in text.splitlines() if not line.startswith("# --")]
    assert max(len(line.partition("  #")[0]) for line in lines) <= 88


def check_along(case: Case, gradients: Any, tolerance: float = 2e-7) -> None:
    """Compare gradients with differences along a direction of each argument."""
    for k, g in zip(case.argnums, gradients, strict=True):
        direction = oracle.unit_like(case.args[k], np.random.default_rng(k))
        want = oracle.derivative(case.function, case.args, k, direction)
        got = sum(np.sum(oracle.at(g, place) * u) for place, u in direction.items())
        assert got == pytest.approx(want, rel=tolerance, abs=tolerance)
        for place, leaf in oracle.leaves(case.args[k]):
            part = oracle.at(g, place)
            assert type(part) is type(leaf)
            assert np.shape(part) == np.shape(leaf)


@CASES
@BOTH
def test_value_gradient_and_state(path: Path, optimize: bool) -> None:
    case = case_of(path)
    derivative = case.derivative(value_and_grad, optimize)
    for _ in range(2):
        plain, given = case.args, case.args
        want = case.function(*plain)
        value, gradients = derivative(*given)
        assert np.array_equal(value, want)
        for before, after in zip(plain, given):
            if hasattr(before, "__dict__"):
                assert oracle.same_state(before, after)
    check_along(case, gradients)


@CASES
def test_pullback_twice(path: Path) -> None:
    case = case_of(path)
    if case.argnums != tuple(range(len(case.argnums))):
        pytest.skip("vjp is in the first arguments")
    _, pullback = vjp_of(case)
    first, second = pullback(1.0), pullback(2.0)
    check_along(case, first)
    for a, b in zip(first, second):
        for place, _ in oracle.leaves(case.args[0]) if len(first) == 1 else ():
            np.testing.assert_allclose(2 * oracle.at(a, place), oracle.at(b, place))


def vjp_of(case: Case) -> Any:
    """The pullback in the first arguments; the others are bound."""
    count = len(case.argnums)
    return vjp(case.function, *case.args) if count == len(case.args) else vjp_first(case, count)


def vjp_first(case: Case, count: int) -> Any:
    from adcompile.api.compiled import Options
    from adcompile.api.derivative import Derivative

    made: Derivative[..., Any] = Derivative(case.function, case.argnums, Options("vjp"))
    return made._pullback(*case.args)


@CASES
def test_tangent(path: Path) -> None:
    from adcompile.api.compiled import Options
    from adcompile.api.derivative import Derivative

    case = case_of(path)
    made: Derivative[..., Any] = Derivative(case.function, case.argnums, Options("jvp"))
    tangents, want = [], 0.0
    for k in case.argnums:
        direction = oracle.unit_like(case.args[k], np.random.default_rng(k))
        want += oracle.derivative(case.function, case.args, k, direction)
        still = {place: -1.0 * np.asarray(leaf) for place, leaf in oracle.leaves(case.args[k])}
        tangents.append(filled(oracle.moved(case.args[k], still, 1.0), direction))
    value, tangent = made._pushforward(tuple(case.args), tuple(tangents))
    assert np.array_equal(value, case.function(*case.args))
    assert tangent == pytest.approx(want, rel=1e-6, abs=1e-6)


def filled(zeros: Any, direction: dict[Any, Any]) -> Any:
    """A structure of zeros with a direction added."""
    return oracle.moved(zeros, direction, 1.0)


SECOND = [path for path in PATHS if path.stem not in ("attribute_in_branch", "long_list")]


@pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem)
def test_second_order(path: Path) -> None:
    """The gradient of the gradient along a direction, against differences of the gradient."""
    case = case_of(path)
    k = case.argnums[-1]
    first = grad(case.function, k)
    direction = oracle.unit_like(case.args[k], np.random.default_rng(9))
    places = list(direction)

    def along(*args: Any) -> Any:
        g = first(*args)
        return sum(np.sum(oracle.at(g, place) * direction[place]) for place in places)

    want = oracle.derivative(along, case.args, k, direction)
    still = {place: -1.0 * np.asarray(leaf) for place, leaf in oracle.leaves(case.args[k])}
    tangent = filled(oracle.moved(case.args[k], still, 1.0), direction)
    from adcompile.api.compiled import Options
    from adcompile.api.derivative import Derivative

    made: Derivative[..., Any] = Derivative(first, (k,), Options("jvp"))
    _, product = made._pushforward(tuple(case.args), (tangent,))
    got = sum(np.sum(oracle.at(product, place) * direction[place]) for place in places)
    assert got == pytest.approx(want, rel=2e-5, abs=2e-5)


EXPORTED = [path for path in PATHS if path.stem not in ("captured_object",)]


@pytest.mark.parametrize("path", EXPORTED, ids=lambda path: path.stem)
def test_exported_file_stands_alone(path: Path) -> None:
    case = case_of(path)
    made = case.derivative(grad).specialize(*case.args)
    text = made.export_text()
    assert "import adcompile" not in text
    assert "from adcompile" not in text
    namespace: dict[str, Any] = {"__name__": "exported"}
    exec(compile(text, "<exported>", "exec", dont_inherit=True), namespace)
    got = namespace[made.__name__](*case.args)
    want = case.derivative(grad)(*case.args)
    for g, w, k in zip(got, want, case.argnums, strict=True):
        for place, _ in oracle.leaves(case.args[k]):
            if hasattr(w, "_fields"):
                continue  # a plain tuple in the file
            np.testing.assert_array_equal(oracle.at(g, place), oracle.at(w, place))


def test_signature_is_the_functions() -> None:
    case = case_of(FOLDER / "dict_of_arrays.py")
    assert list(inspect.signature(case.derivative(grad)).parameters) == ["params", "x", "y"]
