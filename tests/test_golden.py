"""The gradients of tests/golden: their text, to the letter, and what they compute.

A case is a file: a comment that says what to look at, functions of which the last is
differentiated, and `ARGS`.  What follows the markers is expected, and rewritten by
`pytest tests/test_golden.py --update-golden`.  Optional names:

    ARGNUMS      the differentiated arguments (0)
    ANALYTIC     the function takes complex arguments: derivatives are compared to 12 digits (False)
    SPECIALIZED  show the text for arguments like `ARGS` as well (False)
    FUNCTION     what to differentiate (the last function)
    REVERSE_TWICE  whether reverse over reverse is supported (True)
"""

from __future__ import annotations

import copy
import inspect
import linecache
import re
import types
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adcompile import grad, pipeline, value_and_grad
from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from adcompile.backend.load import load
from adcompile.diagnostics import AdcompileWarning, NotDifferentiable
from adcompile.frontend.read import read
from adcompile.rules.inference import fact_of_value
from tests import oracles

FOLDER = Path(__file__).parent / "golden"
MARKERS = {
    kind: f"# {'-' * 34} {kind} {'-' * (60 - len(kind))}\n"
    for kind in ("optimised", "specialised", "mirrored")
}


@dataclass(frozen=True)
class Case:
    """A golden file, run: `expected` are its lower parts by name."""

    path: Path
    upper: str
    expected: dict[str, str]
    names: dict[str, Any]
    compiled: dict[Any, Derivative[..., Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    numeric: dict[int, Any] = field(default_factory=dict)

    @property
    def function(self) -> Any:
        functions = [x for x in self.names.values() if isinstance(x, types.FunctionType)]
        return self.names.get("FUNCTION", functions[-1])

    @property
    def args(self) -> list[Any]:
        return [copy.deepcopy(x) for x in self.names["ARGS"]]

    @property
    def argnums(self) -> Any:
        return self.names.get("ARGNUMS", 0)

    @property
    def wrt(self) -> tuple[int, ...]:
        return (self.argnums,) if isinstance(self.argnums, int) else tuple(self.argnums)

    @property
    def single(self) -> bool:
        """Does it compute in single precision?"""
        return any(getattr(self.args[k], "dtype", None) == np.float32 for k in self.wrt)

    def derivative(self, kind: str = "grad", optimize: bool = True) -> Derivative[..., Any]:
        """A derivative of the case in the arguments it names, always as a tuple."""
        if (kind, optimize) not in self.compiled:
            options = Options(kind, optimize=optimize)
            self.compiled[kind, optimize] = Derivative(self.function, self.wrt, options)
        return self.compiled[kind, optimize]

    def gradient(self, k: int) -> Any:
        """The gradient in one argument, without the compiler."""
        if k not in self.numeric:
            analytic = self.names.get("ANALYTIC", False)
            self.numeric[k] = oracles.gradient(self.function, self.args, k, analytic)
        return self.numeric[k]

    def close(self, got: Any, want: Any, digits: int = 7) -> None:
        assert np.shape(got) == np.shape(want)
        tolerance = 2e-3 if self.single else 10.0**-digits
        np.testing.assert_allclose(got, want, rtol=tolerance, atol=tolerance)


def load_case(path: Path) -> Case:
    """Run the upper part of a file; the lower ones are text."""
    upper, expected = split(path.read_text())
    lines = upper.splitlines(keepends=True)
    # Without a time stamp linecache never looks at the file, whose lower part is not run.
    linecache.cache[str(path)] = (len(upper), None, lines, str(path))
    names: dict[str, Any] = {"__name__": f"golden_{path.stem}"}
    exec(compile(upper, str(path), "exec", dont_inherit=True), names)
    return Case(path, upper, expected, names)


def split(text: str) -> tuple[str, dict[str, str]]:
    """The upper part, and those below the markers, without the blank lines between."""
    parts: dict[str, list[str]] = {"": []}
    kinds = {marker: kind for kind, marker in MARKERS.items()}
    current = ""
    for line in text.splitlines(keepends=True):
        current = kinds.get(line, current)
        parts.setdefault(current, [])
        if line not in kinds:
            parts[current].append(line)
    joined = {kind: "".join(lines).strip("\n") + "\n" for kind, lines in parts.items()}
    return joined.pop(""), joined


def emitted(case: Case) -> dict[str, str]:
    """The texts that the compiler writes today."""
    if not case.texts:
        optimised = grad(case.function, case.argnums)
        texts = {"optimised": optimised.source}
        if case.names.get("SPECIALIZED"):
            texts["specialised"] = optimised.specialize(*case.args).source
        texts["mirrored"] = grad(case.function, case.argnums, optimize=False).source
        case.texts.update({kind: text.strip("\n") + "\n" for kind, text in texts.items()})
    return case.texts


PATHS = sorted(FOLDER.glob("*.py"))
CASES = pytest.mark.parametrize("case", PATHS, ids=lambda path: path.stem, indirect=True)
BOTH = pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
pytestmark = pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")
KEPT: dict[Path, Case] = {}
OPEN: dict[str, str] = {}  # what does not work yet: test name, reason


def case_of(path: Path) -> Case:
    """A case, run once."""
    if path not in KEPT:
        KEPT[path] = load_case(path)
    return KEPT[path]


@pytest.fixture
def case(request: pytest.FixtureRequest) -> Case:
    """A case, with what is known of it."""
    path: Path = request.param
    for pattern, reason in OPEN.items():
        if re.search(pattern, request.node.name):
            request.applymarker(pytest.mark.xfail(reason=reason, strict=False))
    return case_of(path)


@CASES
def test_text(case: Case, request: pytest.FixtureRequest) -> None:
    texts = emitted(case)
    if request.config.getoption("--update-golden"):
        below = [f"\n\n{MARKERS[kind]}\n{text}" for kind, text in texts.items()]
        case.path.write_text(case.upper.rstrip("\n") + "\n" + "".join(below))
        return
    assert texts == case.expected


@CASES
def test_text_is_ascii_and_narrow(case: Case) -> None:
    text = "".join(emitted(case).values())
    assert text.isascii()
    assert max(len(line.partition("  #")[0]) for line in text.splitlines()) <= 88


@CASES
@BOTH
def test_gradient(case: Case, optimize: bool) -> None:
    got = case.derivative(optimize=optimize)(*case.args)
    check_gradient(case, got)


@CASES
def test_specialised_gradient(case: Case) -> None:
    specialised = case.derivative().specialize(*case.args)
    check_gradient(case, specialised(*case.args))


def check_gradient(case: Case, got: Sequence[Any]) -> None:
    """Compare with the oracle; shape and dtype are those of the arguments."""
    analytic = case.names.get("ANALYTIC", False)
    for k, g in zip(case.wrt, got, strict=True):
        x = case.args[k]
        case.close(g, case.gradient(k), 12 if analytic else 7)
        assert np.result_type(g) == np.result_type(x)
        assert isinstance(g, np.ndarray) == (isinstance(x, np.ndarray) and x.shape != ())


@CASES
@BOTH
def test_value_and_arguments_are_left_alone(case: Case, optimize: bool) -> None:
    args = case.args
    value, _ = value_and_grad(case.function, case.argnums, optimize=optimize)(*args)
    assert same(value, case.function(*case.args))
    assert all(map(same, args, case.args))


def same(a: Any, b: Any) -> bool:
    """Equal, to the bit."""
    return bool(np.shape(a) == np.shape(b) and np.all(np.equal(a, b)))


@CASES
@BOTH
def test_forward_and_reverse_mode_are_transposed(case: Case, optimize: bool) -> None:
    generator = np.random.default_rng(1)
    v = tuple(oracles.random_like(case.args[k], generator) for k in case.wrt)
    value, dot = push(case, case.derivative("jvp", optimize), v)
    u = oracles.random_like(value, generator)
    _, pullback = case.derivative("vjp", optimize).function(*case.args)
    left = oracles.inner(pullback(u), v)
    assert left == pytest.approx(oracles.inner(u, dot), rel=1e-4 if case.single else 1e-10)
    numeric = oracles.directional(case.function, case.args, case.wrt, v)
    case.close(dot, numeric)


def push(case: Case, derivative: Derivative[..., Any], v: Sequence[Any]) -> Any:
    """What an emitted jvp returns: values and tangents."""
    function = derivative.function
    bound = inspect.signature(case.function).bind(*case.args)
    bound.apply_defaults()
    names = [n for n in inspect.signature(function).parameters if n not in bound.arguments]
    return function(*bound.args, **bound.kwargs, **dict(zip(names, v, strict=True)))


@CASES
@BOTH
def test_second_order(case: Case, optimize: bool) -> None:
    """Forward over reverse, and reverse over reverse, against differences of the gradient."""
    gradient = case.derivative(optimize=optimize)
    generator = np.random.default_rng(2)
    v = tuple(oracles.random_like(case.args[k], generator) for k in case.wrt)
    wide = [oracles.widened(x) for x in case.args]
    want = oracles.directional(gradient, wide, case.wrt, v)

    forward: Derivative[..., Any] = Derivative(
        gradient, case.wrt, Options("jvp", optimize=optimize)
    )
    _, products = push(case, forward, v)
    for product, expected in zip(products, want, strict=True):
        case.close(np.broadcast_to(product, np.shape(expected)), expected, 6)

    along = directional_of(gradient, case, v, optimize)
    if not case.names.get("REVERSE_TWICE", True):
        with pytest.raises(NotDifferentiable, match="in reverse once more"):
            along(*case.args)
        return
    for product, expected in zip(along(*case.args), want, strict=True):
        case.close(product, expected, 6)


def directional_of(
    gradient: Derivative[..., Any], case: Case, v: Sequence[Any], optimize: bool
) -> Derivative[..., Any]:
    """The gradient of <gradient, v>, compiled from a text."""
    params = ", ".join(f"x{k}" for k in range(len(case.args)))
    terms = " + ".join(f"np.sum(grads[{k}] * v{k})" for k in range(len(v)))
    text = f"def along({params}):\n    grads = gradient({params})\n    return {terms}\n"
    namespace = {"np": np, "gradient": gradient, **{f"v{k}": d for k, d in enumerate(v)}}
    return grad.from_source(text, case.wrt, namespace=namespace, optimize=optimize)


@CASES
@pytest.mark.parametrize("special", [False, True], ids=["generic", "specialised"])
def test_out_of_ssa_again_it_is_the_same_function(
    special: bool, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    """SSA in, SSA out: values, effects and all."""
    if not special and case.path.stem.startswith("write_"):
        pytest.skip("who sees a write depends on what the arguments are")
    want, printed = case.function(*case.args), capsys.readouterr().out
    program = pipeline.front(read(case.function))
    known = {p.var: fact_of_value(a) for p, a in zip(program.params, case.args)}
    again = pipeline.replay(program, known if special else None)
    function = load(again)
    for name, reference in again.captures.items():
        function.__globals__[name] = reference.read()
    args = case.args
    assert same(function(*args), want)
    assert capsys.readouterr().out == printed


@CASES
def test_effects_happen_once(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AdcompileWarning)
        case.function(*case.args)
        printed = capsys.readouterr().out
        case.derivative()(*case.args)
    assert capsys.readouterr().out == printed


NEURON = """
    grad_L = 1.0
    grad_s3 = grad_L * (1 - L) * L
    grad_w2 = grad_s3
    grad_s2 = grad_s3
    grad_s0 = grad_s2
    grad_s1 = grad_s2
    grad_w1 = grad_s1 * x1
    grad_x1 = grad_s1 * w1
    grad_w0 = grad_s0 * x0
    grad_x0 = grad_s0 * w0
"""


@pytest.mark.parametrize("gate", ["sigmoid", "expit"])
def test_the_neuron_mirrors_line_for_line(gate: str) -> None:
    """The five forward lines as written, their ten mirrors in a valid order, and the return."""
    case = load_case(FOLDER / "neuron.py")
    text = inspect.getsource(case.function).replace("sigmoid(", f"{gate}(")
    namespace = {
        "sigmoid": case.names["sigmoid"],
        "expit": pytest.importorskip("scipy.special").expit,
    }
    derivative = grad.from_source(text, case.wrt, namespace=namespace, optimize=False)
    lines = [line.partition("#")[0].strip() for line in derivative.source.splitlines()]
    header, *body, last = [line for line in lines if line]
    assert header == "def grad_f(w0, x0, w1, x1, w2):"
    assert body[:5] == [line.strip() for line in text.splitlines()[1:6]]
    assert sorted(body[5:]) == sorted(line.strip() for line in NEURON.strip().splitlines())
    assert last == "return grad_w0, grad_x0, grad_w1, grad_x1, grad_w2"


def test_the_neuron_gives_the_numbers_of_the_slide() -> None:
    case = load_case(FOLDER / "neuron.py")
    value, gradient = value_and_grad(case.function, case.wrt)(*case.args)
    assert round(value, 2) == 0.73
    assert [round(g, 2) for g in gradient] == [-0.2, 0.39, -0.39, -0.59, 0.2]
