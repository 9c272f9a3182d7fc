"""What must hold of the derivatives of a program with control flow.

The oracle runs the same text with complex arguments, and sees which branches it takes:
a program is sound if it takes the same ones a little to every side.
"""

from __future__ import annotations

import ast
import inspect
import signal
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from adcompile import grad, pipeline
from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from adcompile.backend.load import load
from adcompile.diagnostics import AdcompileError, AdcompileWarning, InternalError, UnsupportedSyntax
from adcompile.frontend.read import read_text
from adcompile.rules.inference import fact_of_value
from tests.fuzz.flow_generate import FlowProgram

__all__ = ["FIRST_ORDER", "STAGES", "Oracle", "Outcome", "check", "is_sound"]

STAGES = (
    "replay",
    "gradient",
    "gradient, mirrored",
    "source",
    "source, mirrored",
    "tangent",
    "tangent, mirrored",
    "pullback",
    "pullback, mirrored",
    "second order",
    "second order, mirrored",
    "reverse over reverse",
    "reverse over reverse, mirrored",
)
FIRST_ORDER = STAGES[:9]
SECONDS = 20  # for all of a program; a derivative may have a loop that does not end
PATIENCE = 5  # for a program itself: it may walk over a list that it makes longer
LIMIT = 300.0  # of values and derivatives
LONGEST = 3000  # trace: how many tests a run may make
NEAR = 1e-6  # branches do not change this near
FAR = 1e-3  # nor along the direction of the second derivative, this far
REFUSED_AT_RUN_TIME = "is changed in place while another name"
STEP = 2e-4  # of differences of the gradient, which is known to all digits


@dataclass(frozen=True)
class Outcome:
    """right, refused, wrong or crashed; at which stage, and what was expected."""

    kind: str
    stage: str = ""
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind} ({self.stage}): {self.detail}" if self.stage else self.kind


class Wrong(Exception):
    """A number, type or argument that is not as it should be."""


class Unsound(Exception):
    """A program that says nothing: on a kink, too large, or without a derivative."""


# -- the oracle ---------------------------------------------------------------------------


class Traced(ast.NodeTransformer):
    """Every test becomes a call that notes its truth."""

    def noted(self, test: ast.expr) -> ast.expr:
        return ast.Call(ast.Name("note_", ast.Load()), [test], [])

    def visit_If(self, node: Any) -> Any:
        self.generic_visit(node)
        node.test = self.noted(node.test)
        return node

    visit_While = visit_IfExp = visit_If

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        self.generic_visit(node)
        node.ifs = [self.noted(test) for test in node.ifs]
        return node


class Shim:
    """NumPy, or `math`, that notes the sides of its kinks and may compute in complex numbers."""

    def __init__(self, trace: list[Any], is_complex: bool) -> None:
        self.trace = trace
        self.dtype = complex if is_complex else float

    def __getattr__(self, name: str) -> Any:
        return getattr(np, {"atan": "arctan", "asin": "arcsin"}.get(name, name))

    def zeros(self, shape: Any) -> Any:
        return np.zeros(shape, self.dtype)

    def ones(self, shape: Any) -> Any:
        return np.ones(shape, self.dtype)

    def full(self, shape: Any, value: Any) -> Any:
        return np.full(shape, value, self.dtype)

    def where(self, test: Any, a: Any, b: Any) -> Any:
        self.trace.append(np.asarray(test).tobytes())
        return np.where(test, a, b)

    def maximum(self, a: Any, b: Any) -> Any:
        distinct(np.real(a) - np.real(b))
        return self.where(np.real(a) > np.real(b), a, b)

    def minimum(self, a: Any, b: Any) -> Any:
        return -self.maximum(-a, -b)

    def abs(self, a: Any) -> Any:
        return self.maximum(a, -a)

    def max(self, values: Any) -> Any:
        return self.largest(np.ravel(values))

    def min(self, values: Any) -> Any:
        return -self.largest(-np.ravel(values))

    def largest(self, values: Any) -> Any:
        """The element with the largest real part, which must be the only one."""
        reals = np.real(np.asarray(values))
        place = int(np.argmax(reals))
        if not np.asarray(values).dtype.kind == "i":
            distinct(np.delete(reals, place) - reals[place])
        self.trace.append(place)
        return values[place]


def distinct(difference: Any) -> None:
    """A tie says nothing about derivatives."""
    if np.any(np.abs(difference) < NEAR):
        raise Unsound("a tie")


class Oracle:
    """Runs a program in real and in complex numbers, and knows which branches it took."""

    def __init__(self, program: FlowProgram) -> None:
        self.program = program
        tree = Traced().visit(ast.parse(program.text))
        # The shims take the place of what is imported.
        tree.body = [node for node in tree.body if not isinstance(node, ast.Import)]
        self.code = compile(ast.fix_missing_locations(tree), "<flow>", "exec")
        self.trace: list[Any] = []
        self.real, self.complex = self.function(False), self.function(True)

    def function(self, is_complex: bool) -> Callable[..., Any]:
        """The function of the program among shims."""
        shim = Shim(self.trace, is_complex)

        def note_(test: Any) -> Any:
            self.trace.append(bool(test))
            if len(self.trace) > LONGEST:
                raise Unsound("a loop that does not end")
            return test

        def in_order(values: Any, key: Any = None, reverse: bool = False) -> Any:
            values = list(values)
            by = [np.real(v if key is None else key(v)) for v in values]
            order = sorted(range(len(values)), key=by.__getitem__, reverse=reverse)
            distinct(np.diff([by[k] for k in order]))
            self.trace.append(tuple(order))
            return [values[k] for k in order]

        def pick(method: Any, plain: Any) -> Any:
            def chosen(*values: Any, key: Any = None, **default: Any) -> Any:
                values = tuple(values[0]) if len(values) == 1 else values
                if not values and default:
                    return default["default"]
                if key is not None:
                    return in_order(values, key)[-1 if plain is max else 0]
                if all(isinstance(v, int) for v in values):
                    return plain(values)
                return method(values)

            return chosen

        names = {
            "np": shim,
            "math": shim,
            "note_": note_,
            "abs": lambda x: abs(x) if isinstance(x, int) else shim.abs(x),
            "sorted": in_order,
            "max": pick(shim.largest, max),
            "min": pick(lambda vs: -shim.largest([-v for v in vs]), min),
        }
        exec(self.code, names)
        return names["f"]  # type: ignore[no-any-return]

    def run(self, function: Callable[..., Any], args: Sequence[Any]) -> tuple[Any, list[Any]]:
        """The value, and the trace."""
        self.trace.clear()
        with np.errstate(all="raise", under="ignore"):
            value = function(*args, **dict(self.program.options))
        return value, list(self.trace)

    def moved(self, step: Any, direction: Sequence[Any]) -> tuple[Any, ...]:
        """The arguments, a step further on."""
        there = list(self.program.call)
        for k, d in zip(self.program.wrt, direction):
            there[k] = there[k] + step * d
        return tuple(there)

    @cached_property
    def directions(self) -> list[tuple[Any, ...]]:
        """Two random directions."""
        rng = np.random.default_rng(self.program.seed)
        shapes = [np.shape(self.program.args[k]) for k in self.program.wrt]
        return [tuple(rng.standard_normal(s)[()] for s in shapes) for _ in range(2)]

    @cached_property
    def here(self) -> tuple[Any, list[Any]]:
        """The value and the trace at the arguments."""
        return self.run(self.real, self.program.call)

    def same_branches(self, step: float, direction: Sequence[Any]) -> bool:
        """Are the branches at both sides those taken here?"""
        sides = (self.run(self.real, self.moved(h, direction))[1] for h in (-step, step))
        return all(trace == self.here[1] for trace in sides)

    def gradient(self, step: float = 0.0, direction: Sequence[Any] = ()) -> list[Any]:
        """The gradient by complex steps, at the arguments or some way from them.

        Source: Squire and Trapp (1998).
        """
        args = [np.asarray(a, complex) for a in self.moved(step, direction)]
        grads = []
        for k in self.program.wrt:
            grad = np.zeros(np.shape(args[k]))
            for place in np.ndindex(grad.shape):
                there = [a.copy() for a in args]
                there[k][place] += 1e-30j
                value, _ = self.run(self.complex, [a if a.ndim else a[()] for a in there])
                grad[place] = np.imag(value) / 1e-30
            grads.append(grad)
        return grads

    def differences(self, step: float = FAR) -> list[Any]:
        """The gradient by extrapolated central differences: what the complex steps must agree with."""
        grads = []
        for number, k in enumerate(self.program.wrt):
            shape = np.shape(self.program.args[k])
            grad = np.zeros(shape)
            for place in np.ndindex(shape):
                direction = [np.zeros(np.shape(self.program.args[j]))[()] for j in self.program.wrt]
                unit = np.zeros(shape)
                unit[place] = 1.0
                direction[number] = unit[()]

                def at(h: float, direction: Sequence[Any] = direction) -> Any:
                    return self.run(self.real, self.moved(h, direction))[0]

                grad[place] = extrapolated(at, step)
            grads.append(grad)
        return grads

    @cached_property
    def second(self) -> tuple[list[Any], float] | None:
        """The derivative of the gradient along a direction, and how far it may be off.

        None if a branch is too near.  Two steps whose results differ say that neither is small enough.
        """
        direction = self.directions[0]
        if not self.same_branches(FAR, direction):
            return None

        def at(h: float) -> Any:
            return np.concatenate([np.ravel(g) for g in self.gradient(h, direction)])

        coarse, flat = extrapolated(at, STEP), extrapolated(at, STEP / 4)
        error = 1e-15 / STEP * float(np.max(np.abs(at(0.0)))) + float(np.max(np.abs(flat - coarse)))
        shapes = [np.shape(self.program.args[k]) for k in self.program.wrt]
        sizes = np.cumsum([int(np.prod(s)) for s in shapes])[:-1]
        return [part.reshape(s) for part, s in zip(np.split(flat, sizes), shapes)], error


def extrapolated(at: Callable[[float], Any], step: float) -> Any:
    """The derivative at 0, by central differences of two steps."""
    wide, half = ((at(h) - at(-h)) / (2 * h) for h in (step, step / 2))
    return (4 * half - wide) / 3


def is_sound(program: FlowProgram) -> bool:
    """Does the program run, stay small, depend on its arguments, and keep off the kinks?"""
    try:
        oracle = Oracle(program)
        with warnings.catch_warnings(), time_limit(PATIENCE):
            warnings.simplefilter("error")
            value, _ = oracle.here
            if not isinstance(value, (float, np.floating)) or not abs(value) < LIMIT:
                return False
            if not all(oracle.same_branches(NEAR, d) for d in oracle.directions):
                return False
            grads = oracle.gradient()
            plain = read_text(program.text).function(*program.call, **dict(program.options))
    except Exception:
        return False
    largest = max(float(np.max(np.abs(g))) for g in grads)
    return 1e-6 < largest < LIMIT and bool(abs(plain - value) < 1e-12 * LIMIT)


# -- the compiler -------------------------------------------------------------------------


def check(program: FlowProgram, stages: Sequence[str] = STAGES) -> Outcome:
    """The first property that fails; a refusal is an error with a place."""
    stage = ["compile"]
    try:
        with warnings.catch_warnings(), time_limit(SECONDS):
            warnings.simplefilter("error")
            warnings.simplefilter("ignore", AdcompileWarning)
            Examination(program, stage).run(stages)
    except InternalError as error:
        return Outcome("crashed", stage[0], f"InternalError: {str(error)[:300]}")
    except AdcompileError as error:
        known = error.span is not None and error.span.is_known
        text = f"{type(error).__name__}: {error.message}"
        return Outcome("refused" if known else "crashed", stage[0], text)
    except Wrong as error:
        return Outcome("wrong", stage[0], str(error))
    except Exception as error:
        return Outcome("crashed", stage[0], f"{type(error).__name__}: {str(error)[:300]}")
    return Outcome("right")


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """TimeoutError in what takes longer, where signals can do that."""

    def late(*_: Any) -> None:
        raise TimeoutError(f"more than {seconds} seconds")

    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Examination:
    """A program, its oracle, and the derivatives that the compiler makes of it."""

    def __init__(self, program: FlowProgram, stage: list[str]) -> None:
        self.program = program
        self.stage = stage
        self.oracle = Oracle(program)
        self.expected = self.oracle.gradient()
        self.function = read_text(program.text).function
        self.value = self.function(*program.call, **dict(program.options))

    def run(self, stages: Sequence[str]) -> None:
        """These stages, in order."""
        for self.stage[0] in stages:
            what, _, mirrored = self.stage[0].partition(", ")
            methods = {
                "replay": self.replay,
                "gradient": self.gradient,
                "source": self.source,
                "tangent": self.tangent,
                "pullback": self.pullback,
                "second order": self.forward_over_reverse,
                "reverse over reverse": self.reverse_over_reverse,
            }
            methods[what](not mirrored)

    def call(self, function: Callable[..., Any], dots: Sequence[Any] = ()) -> Any:
        """Call, and see that the arguments stay as they are; `dots` go to the last parameters."""
        args = self.program.call
        options = dict(self.program.options)
        known = {*self.program.params, *options}
        names = [n for n in inspect.signature(function).parameters if n not in known]
        result = function(*args, **options, **dict(zip(names, dots, strict=True)))
        for name, before, after in zip(self.program.params, self.program.args, args):
            if not np.array_equal(before, after):
                raise Wrong(f"{name} was changed from {before!r} to {after!r}")
        return result

    def compiled(self, derivative: Any) -> Callable[..., Any]:
        """The function for all arguments, or for those of the program."""
        if self.program.special:
            values = (*self.program.call, *(v for _, v in self.program.options))
            derivative = derivative.specialize(*values)
        return derivative.function  # type: ignore[no-any-return]

    def replay(self, _: bool) -> None:
        """Out of SSA again it is the same function; without facts a write may be refused."""
        try:
            whole = pipeline.front(read_text(self.program.text))
            values = (*self.program.args, *(v for _, v in self.program.options))
            known = {p.var: fact_of_value(v) for p, v in zip(whole.params, values)}
            emitted = pipeline.replay(whole, known if self.program.special else None)
        except UnsupportedSyntax:
            return
        again = load(emitted)
        for name, reference in emitted.captures.items():
            again.__globals__[name] = reference.read()
        try:
            value = again(*self.program.call, **dict(self.program.options))
        except TypeError as error:
            if REFUSED_AT_RUN_TIME in str(error):
                return
            raise
        self.same_value(value)

    def source(self, optimize: bool) -> None:
        """What `.source` shows and `.export` writes, for all arguments, if these are not refused there."""
        options = Options("value_and_grad", optimize=optimize)
        derivative: Any = Derivative(self.function, self.program.wrt, options)
        try:
            value, grads = self.call(derivative.function)
        except UnsupportedSyntax:
            return
        except TypeError as error:
            if REFUSED_AT_RUN_TIME in str(error):
                return
            raise
        self.same_value(value)
        self.compare(grads, self.expected, 1e-9)

    def gradient(self, optimize: bool) -> None:
        """The value, and the gradients: their numbers, types, and that they are no views."""
        options = Options("value_and_grad", optimize=optimize)
        derivative: Any = Derivative(self.function, self.program.wrt, options)
        value, grads = self.call(derivative)
        self.same_value(value)
        for k, g in zip(self.program.wrt, grads, strict=True):
            x = self.program.args[k]
            if type(g) is not type(x) or np.shape(g) != np.shape(x):
                kinds = f"{type(g).__name__}{np.shape(g)} for {type(x).__name__}{np.shape(x)}"
                raise Wrong(f"type of d/d{self.program.params[k]}: {kinds}")
        self.compare(grads, self.expected, 1e-9)

    def tangent(self, optimize: bool) -> None:
        """The derivative along a direction is <gradient, direction>."""
        options = Options("jvp", optimize=optimize)
        derivative: Any = Derivative(self.function, self.program.wrt, options)
        direction = self.oracle.directions[0]
        value, dot = self.call(self.compiled(derivative), direction)
        self.same_value(value)
        terms = [np.sum(g * d) for g, d in zip(self.expected, direction)]
        scale = 1 + sum(float(np.sum(np.abs(g * d))) for g, d in zip(self.expected, direction))
        if np.shape(dot) != () or not abs(sum(terms) - dot) <= 1e-9 * scale:
            raise Wrong(f"expected {float(sum(terms))!r}, got {dot!r}")

    def pullback(self, optimize: bool) -> None:
        """It may be called twice; what a call gives is the caller's, to write into."""
        options = Options("vjp", optimize=optimize)
        derivative: Any = Derivative(self.function, self.program.wrt, options)
        args, rest = self.program.call, dict(self.program.options)
        value, pull = self.compiled(derivative)(*args, **rest)
        self.same_value(value)
        first = pull(np.float64(1.0))
        kept = [np.array(g) for g in first]
        for g in first:
            if isinstance(g, np.ndarray):
                g[...] = np.nan
        self.compare(kept, self.expected, 1e-9)
        again = pull(np.float64(-2.0))
        self.compare([np.asarray(g) / -2.0 for g in again], self.expected, 1e-9)
        for name, before, after in zip(self.program.params, self.program.args, args):
            if not np.array_equal(before, after):
                raise Wrong(f"{name} was changed from {before!r} to {after!r}")

    def forward_over_reverse(self, optimize: bool) -> None:
        """The tangent of the gradient, against differences of the complex-step gradient."""
        inner: Any = Derivative(self.function, self.program.wrt, Options("grad", optimize=optimize))
        outer: Any = Derivative(inner, self.program.wrt, Options("jvp", optimize=optimize))
        if self.has_second:
            _, products = self.call(self.compiled(outer), self.oracle.directions[0])
            self.same_second(products)

    def reverse_over_reverse(self, optimize: bool) -> None:
        """The gradient of <gradient, v>, of a function that calls the gradient."""
        inner: Any = Derivative(self.function, self.program.wrt, Options("grad", optimize=optimize))
        options = dict(self.program.options)
        names = ", ".join((*self.program.params, *options))
        header = ", ".join((*self.program.params, *(f"{k}={v!r}" for k, v in options.items())))
        terms = " + ".join(f"np.sum(grads[{k}] * v{k})" for k in range(len(self.program.wrt)))
        text = f"def along({header}):\n    grads = gradient({names})\n    return {terms}\n"
        directions = {f"v{k}": d for k, d in enumerate(self.oracle.directions[0])}
        outer: Any = grad.from_source(
            text,
            self.program.wrt,
            namespace={"np": np, "gradient": inner, **directions},
            optimize=optimize,
        )
        if self.has_second:
            self.same_second(self.call(outer))

    @property
    def has_second(self) -> bool:
        """Is the second derivative known here?"""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return self.oracle.second is not None
            except (ArithmeticError, Unsound):
                return False

    def same_second(self, products: Sequence[Any]) -> None:
        assert self.oracle.second is not None
        expected, error = self.oracle.second
        shaped = [np.broadcast_to(p, np.shape(e)) for p, e in zip(products, expected, strict=True)]
        self.compare(shaped, expected, 1e-6, 10 * error)

    def same_value(self, value: Any) -> None:
        if np.shape(value) != () or not abs(value - self.value) <= 1e-12 * (1 + abs(self.value)):
            raise Wrong(f"value: expected {self.value!r}, got {value!r}")

    def compare(
        self, got: Sequence[Any], expected: Sequence[Any], tolerance: float, error: float = 0.0
    ) -> None:
        """Numbers within a tolerance, and the error of those expected."""
        scale = max(1.0, *(float(np.max(np.abs(e))) for e in expected))
        for k, g, e in zip(self.program.wrt, got, expected, strict=True):
            if not np.all(np.abs(np.asarray(g) - e) <= tolerance * scale + error):
                name = self.program.params[k]
                raise Wrong(f"d/d{name}: expected {e.tolist()}, got {np.asarray(g).tolist()}")
