"""What must hold of the derivatives of a program, against differences computed here."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from adcompile import grad, hvp, jvp, pipeline, value_and_grad, vjp
from adcompile.backend.load import load
from adcompile.diagnostics import AdcompileError, AdcompileWarning, InternalError
from adcompile.frontend.read import read_text
from tests.fuzz.generate import Program, copied

__all__ = ["Failure", "check", "function_of", "numeric"]

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Failure:
    """What went wrong: `kind` groups failures, `detail` says what was expected."""

    kind: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}"


class Wrong(Exception):
    """A property that does not hold."""


def function_of(text: str) -> Callable[..., Any]:
    """The last function of a text, with source."""
    return read_text(text).function


def check(program: Program, thorough: bool = True) -> Failure | None:
    """The first property that fails, or None; a refusal is the kind "refused"."""
    stage = ["compile"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.simplefilter("ignore", AdcompileWarning)
            Examination(program, stage).run(thorough)
    except InternalError as error:
        return Failure(f"{stage[0]}: InternalError", str(error))
    except AdcompileError as error:
        return Failure(f"refused: {type(error).__name__}", f"{stage[0]}: {error.msg}")
    except Wrong as error:
        return Failure(stage[0], str(error))
    except Warning as error:
        return Failure(f"{stage[0]}: {type(error).__name__}", str(error))
    except Exception as error:
        kind = f"{stage[0]}: {type(error).__name__}"
        if "is changed in place while another name" in str(error):
            kind = f"refused: {kind}"  # at run time: what was read is a view, not a number
        return Failure(kind, str(error)[:300])
    return None


class Examination:
    """The properties of one program, in order."""

    def __init__(self, program: Program, stage: list[str]) -> None:
        self.program = program
        self.stage = stage
        self.f = function_of(program.text)
        self.args = program.args
        self.wrt = program.wrt
        self.wide = tuple(widened(a) for a in program.args)
        self.exact = not any(a.dtype == np.float32 for a in map(np.asarray, self.args))

    def run(self, thorough: bool) -> None:
        """All of them; the slow ones only if `thorough`."""
        self.replayed()
        with np.errstate(all="warn", under="ignore"):
            self.value = self.f(*map(copied, self.args))
            grads = self.first_order()
            self.variants(grads)
            self.directional(grads)
            if thorough:
                self.export(grads)
                self.second_order()
        self.layout()

    def at(self, stage: str) -> None:
        """Say where we are."""
        self.stage[0] = stage

    def call(self, function: Callable[..., Any]) -> Any:
        """Call, and see that the arguments stay as they are."""
        args = tuple(map(copied, self.args))
        result = function(*args)
        for before, after in zip(self.args, args):
            if not same(before, after):
                raise Wrong(f"an argument was changed from {before!r} to {after!r}")
        for k, one in enumerate(grads_in(result)):
            for other in (*args, *grads_in(result)[:k]):
                if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
                    if np.may_share_memory(one, other):
                        raise Wrong("a gradient shares memory with an argument or another one")
        return result

    def replayed(self) -> None:
        """Out of SSA again it is the same function."""
        self.at("replay")
        emitted = pipeline.replay(pipeline.front(read_text(self.program.text)))
        again = load(emitted)
        for name, reference in emitted.captures.items():
            again.__globals__[name] = reference.read()
        expected, got = (g(*map(copied, self.args)) for g in (self.f, again))
        if not same(expected, got):
            raise Wrong(f"expected {expected!r}, got {got!r}")

    def first_order(self) -> list[Floats]:
        """Value, types and numbers of the gradient."""
        self.at("value_and_grad")
        value, grads = self.call(value_and_grad(self.f, self.wrt))
        if not close(value, self.value, 1e-12 if self.exact else 1e-5):
            raise Wrong(f"value: expected {self.value!r}, got {value!r}")
        for k, g in zip(self.wrt, grads):
            self.check_type(g, self.args[k])
        self.at("gradient")
        expected = numeric(self.f, self.wide, self.wrt)
        self.compare(grads, expected, 2e-6 if self.exact else 5e-3)
        return [np.asarray(g, float) for g in grads]

    def check_type(self, g: Any, x: Any) -> None:
        """The gradient is of the argument's kind."""
        kind = x.dtype.type if isinstance(x, np.ndarray) and not x.shape else type(x)
        if type(g) is not kind or np.shape(g) != np.shape(x):
            kinds = type(g).__name__, type(x).__name__
            raise Wrong(f"type: {kinds[0]}{np.shape(g)} for {kinds[1]}{np.shape(x)}")
        if isinstance(x, np.ndarray) and g.dtype != x.dtype:
            raise Wrong(f"dtype: {g.dtype} for {x.dtype}")

    def compare(self, grads: Sequence[Any], expected: Sequence[Any], tolerance: float) -> None:
        """Numbers within a tolerance; nan in `expected` marks a kink."""
        scale = max([1.0, *(np.max(np.abs(e[~np.isnan(e)]), initial=0) for e in expected)])
        for k, g, e in zip(self.wrt, grads, expected):
            g = np.asarray(g, float)
            smooth = ~np.isnan(e)
            if not np.all(np.abs(g - e)[smooth] <= tolerance * scale):
                name = self.program.params[k]
                raise Wrong(f"d/d{name}: expected {e.tolist()}, got {g.tolist()}")

    def variants(self, grads: list[Floats]) -> None:
        """Not optimised, specialised, as a vjp: the same."""
        tolerance = 1e-9 if self.exact else 5e-3
        self.at("optimize=False")
        self.compare(self.call(grad(self.f, self.wrt, optimize=False)), grads, tolerance)
        self.at("specialize")
        special = value_and_grad(self.f, self.wrt).specialize(*self.args)
        self.compare(self.call(special)[1], grads, tolerance)
        if self.wrt == tuple(range(len(self.args))):
            self.at("vjp")
            value, pullback = vjp(self.f, *map(copied, self.args))
            self.compare(pullback(np.asarray(value).dtype.type(1)), grads, tolerance)

    def export(self, grads: list[Floats]) -> None:
        """The exported text is the same each time, and stands alone."""
        self.at("export")
        one, two = (value_and_grad(self.f, self.wrt) for _ in range(2))
        try:
            texts = {one.export_text(), two.export_text()}
        except NotImplementedError:  # not built yet
            return
        if len(texts) > 1:
            raise Wrong("two compilations give two texts")
        space: dict[str, Any] = {"__name__": "exported"}
        exec(compile(texts.pop(), "<exported>", "exec"), space)
        exported = space[one.__name__](*map(copied, self.args))[1]
        self.compare(exported, grads, 1e-9 if self.exact else 5e-3)

    def layout(self) -> None:
        """No line is too long."""
        self.at("layout")
        for line in grad(self.f, self.wrt).source.splitlines():
            if len(line) > 88:
                raise Wrong(f"{len(line)} columns: {line.strip()}")

    def directional(self, grads: list[Floats]) -> None:
        """<gradient, v> is the derivative along v."""
        if self.wrt != tuple(range(len(self.args))):
            return
        self.at("jvp")
        rng = np.random.default_rng(self.program.seed)
        dots = tuple(like(rng.standard_normal(np.shape(x)), x) for x in self.args)
        value, dot = jvp(self.f, tuple(map(copied, self.args)), dots)
        if not close(value, self.value, 1e-12 if self.exact else 1e-5):
            raise Wrong(f"value: expected {self.value!r}, got {value!r}")
        expected = sum(float(np.sum(g * d)) for g, d in zip(grads, dots))
        scale = 1 + sum(float(np.sum(np.abs(g * d))) for g, d in zip(grads, dots))
        if not abs(expected - dot) <= (1e-9 if self.exact else 5e-3) * scale:
            raise Wrong(f"expected {expected!r}, got {dot!r}")

    def second_order(self) -> None:
        """The derivative of the gradient along v, against differences of the gradient."""
        if self.wrt != tuple(range(len(self.args))) or not self.exact:
            return
        self.at("hvp")
        rng = np.random.default_rng(self.program.seed)
        dots = tuple(like(rng.standard_normal(np.shape(x)), x) for x in self.args)
        products = hvp(self.f, tuple(map(copied, self.args)), dots)
        products = products if len(dots) > 1 else (products,)
        gradient = grad(self.f, self.wrt)

        def along(t: float) -> Floats:
            moved = (like(np.asarray(x) + t * d, x) for x, d in zip(self.args, dots))
            with np.errstate(all="ignore"):
                return np.concatenate([np.ravel(g) for g in gradient(*moved)])

        expected = slopes(along)
        sizes = np.cumsum([np.size(x) for x in self.args])[:-1]
        parts = [e.reshape(np.shape(x)) for e, x in zip(np.split(expected, sizes), self.args)]
        self.compare(products, parts, 1e-5)


# -- the oracle ---------------------------------------------------------------------------


def numeric(f: Callable[..., Any], args: Sequence[Any], wrt: Sequence[int]) -> list[Floats]:
    """The gradient by extrapolated central differences; nan where `f` is not smooth."""
    found = []
    for k in wrt:
        x = np.asarray(args[k], float)
        slope = np.empty(x.shape)
        for place in np.ndindex(x.shape):

            def along(t: float) -> Any:
                moved = x.copy()
                moved[place] += t
                changed = [copied(a) for a in args]
                changed[k] = like(moved, args[k])
                with np.errstate(all="ignore"):
                    return f(*changed)

            try:
                slope[place] = slopes(along)
            except (ValueError, IndexError, ArithmeticError, np.linalg.LinAlgError):
                slope[place] = np.nan  # the shape of something changes, or f is not defined
        found.append(slope)
    return found


def slopes(along: Callable[[float], Any], step: float = 2e-3) -> Any:
    """The derivative at 0 of each component; nan where two step sizes, or two sides, differ."""
    middle = np.asarray(along(0.0), float)
    central, bend = [], []
    with np.errstate(all="ignore"):
        for h in (step, step / 2, step / 4):
            ahead, behind = np.asarray(along(h), float), np.asarray(along(-h), float)
            central.append((ahead - behind) / (2 * h))
            bend.append(np.abs(ahead - 2 * middle + behind) / h)
        first, second = ((4 * b - a) / 3 for a, b in pairwise(central))
        error = np.abs(first - second)
        smooth = error <= 1e-6 * (1 + np.abs(second))
        # At a kink the sides differ by as much however small the step is.
        smooth &= (bend[2] < 1e-6) | (bend[2] < 0.7 * bend[1])
        return np.where(smooth, second, np.nan)


# -- small things -------------------------------------------------------------------------


def widened(x: Any) -> Any:
    """In double precision."""
    if getattr(x, "dtype", None) == np.float32:
        return np.asarray(x, np.float64, order="K") if isinstance(x, np.ndarray) else np.float64(x)
    return x


def like(value: Any, x: Any) -> Any:
    """A value in the type of x."""
    if type(x) is float:
        return float(value)
    if isinstance(x, np.ndarray):
        return np.asarray(value, x.dtype if x.dtype.kind == "f" else float)
    return np.result_type(x).type(value)


def same(a: Any, b: Any) -> bool:
    """Equal in type, dtype, shape and every bit."""
    if np.result_type(a) != np.result_type(b) or np.shape(a) != np.shape(b):
        return False
    return bool(np.array_equal(a, b, equal_nan=np.result_type(a).kind == "f"))


def close(a: Any, b: Any, tolerance: float) -> bool:
    """Equal up to a few units in the last place."""
    return np.shape(a) == np.shape(b) and bool(np.all(np.abs(a - b) <= tolerance * (1 + np.abs(b))))


def grads_in(result: Any) -> list[Any]:
    """The gradients in what a derivative returned."""
    if isinstance(result, tuple) and len(result) == 2 and isinstance(result[1], tuple):
        return list(result[1])
    return list(result)
