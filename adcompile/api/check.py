"""Checking derivatives against differences, in random directions.

For `f`, a direction v of each argument and a cotangent u of the value:

    jvp(f, v)            =  lim (f(x + h v) - f(x - h v)) / 2h
    <vjp(f)(u), v>       =  <u, the same>
    <vjp(f)(u), v>       =  <u, jvp(f, v)>         nearly to the last digit

A second order checks the gradient of <u, f> in the same way.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from adcompile.api.jacobians import has_derivative, leaves, mapped
from adcompile.frontend.read import read_text

__all__ = ["check_grads", "directional"]

STEP = 2e-3
SEED = 2357
# Differences are good to eight or nine digits in double precision; what single precision computes,
# to three.
TOLERANCES = {4: 2e-3, 8: 1e-6, 16: 1e-6}
MODES = ("rev", "fwd")


def check_grads(
    f: Callable[..., Any],
    args: Sequence[Any],
    order: int = 2,
    modes: Sequence[str] = MODES,
    atol: float | None = None,
    rtol: float | None = None,
    eps: float | None = None,
) -> None:
    """Compare the derivatives of `f` at `args` with extrapolated central differences.

    Arguments may be lists, tuples and dicts of arrays.

    `modes`: "rev" for vjp, "fwd" for jvp.  `eps`: the step.  Arguments that are not floating point
    are passed on as they are.  The directions are the same at each call.

    Raises: AssertionError that says which mode, order and argument, what was got and what wanted.

    >>> check_grads(lambda x, y: x * np.sin(y), (2.0, np.array([0.1, 0.2])), order=1)
    """
    modes = (modes,) if isinstance(modes, str) else tuple(modes)
    if unknown := set(modes) - set(MODES):
        raise ValueError(f"modes are 'rev' and 'fwd', not {sorted(unknown)}")
    if not isinstance(args, (tuple, list)):
        raise TypeError(f"check_grads takes a tuple of arguments, not {type(args).__name__}")
    wrt = [k for k, x in enumerate(args) if any(map(is_floating, leaves(x)))]
    if not wrt:
        raise TypeError("none of the arguments is floating point")
    parts = [x for k in wrt for x in leaves(args[k]) if is_floating(x)]
    tolerance = max(TOLERANCES.get(precision(x), 5e-2) for x in parts)
    checker = Checker(
        tuple(args),
        tuple(wrt),
        modes,
        tolerance if atol is None else atol,
        tolerance if rtol is None else rtol,
        STEP if eps is None else eps,
    )
    checker.run(f, getattr(f, "__name__", "f"), order)


class Checker:
    """The arguments, and what counts as equal."""

    def __init__(
        self,
        args: tuple[Any, ...],
        wrt: tuple[int, ...],
        modes: tuple[str, ...],
        atol: float,
        rtol: float,
        eps: float,
    ) -> None:
        self.args, self.wrt, self.modes = args, wrt, modes
        self.atol, self.rtol, self.eps = atol, rtol, eps
        self.random = np.random.default_rng(SEED)

    def run(self, f: Callable[..., Any], name: str, order: int) -> None:
        """Check the first order of `f`, then as many of its gradient as are left."""
        made, done = f, 1
        while True:
            self.first_order(made, name, done)
            if done >= order:
                return
            made = self.gradient(made)
            done += 1

    def first_order(self, f: Callable[..., Any], name: str, order: int) -> None:
        """Both modes of one function against differences, argument by argument."""
        value = f(*self.args)
        names = list(inspect.signature(f).parameters)
        u = mapped(lambda leaf, place: self.like(leaf), value)
        v = {k: mapped(lambda leaf, place: self.like(leaf), self.args[k]) for k in self.wrt}
        wanted = {k: directional(f, self.args, {k: v[k]}, self.eps) for k in self.wrt}
        pulled: dict[int, Any] = {}
        if "rev" in self.modes:
            derivative: Derivative[..., Any] = Derivative(f, self.wrt, Options("vjp"))
            pulled = dict(zip(self.wrt, derivative._pullback(*self.args)[1](u)))
        pushed: dict[int, Any] = {}
        if "fwd" in self.modes:
            derivative = Derivative(f, self.wrt, Options("jvp"))
            still = {
                k: mapped(lambda leaf, place: still_like(leaf), self.args[k]) for k in self.wrt
            }
            for k in self.wrt:
                tangents = tuple({**still, k: v[k]}.values())
                pushed[k] = derivative._pushforward(self.args, tangents)[1]
        for k in self.wrt:
            place = f"{name}(), order {order}, argument `{names[k]}`" if k < len(names) else name
            if pulled:
                what = f"reverse mode of {place}: <vjp(u), v> and <u, differences along v>"
                self.compare(inner(pulled[k], v[k]), inner(u, wanted[k]), what)
            if pushed:
                what = f"forward mode of {place}: jvp along v and differences along v"
                for got, want in zip(
                    float_leaves(pushed[k], value), float_leaves(wanted[k], value)
                ):
                    self.compare(got, want, what)
            if pulled and pushed:
                what = f"the modes of {place}: <vjp(u), v> and <u, jvp(v)>"
                self.compare(inner(pulled[k], v[k]), inner(u, pushed[k]), what)

    def compare(self, got: Any, want: Any, what: str) -> None:
        """Raise unless two results are close."""
        got, want = np.asarray(got), np.asarray(want)
        if got.shape != want.shape:
            raise AssertionError(f"{what} differ in shape: got {got.shape}, want {want.shape}")
        if not np.allclose(got, want, rtol=self.rtol, atol=self.atol, equal_nan=True):
            raise AssertionError(f"{what} differ: got {got}, want {want}")

    def gradient(self, f: Callable[..., Any]) -> Derivative[..., Any]:
        """The gradient of the sum of what `f` returns, with random weights."""
        value = f(*self.args)
        weights: dict[str, Any] = {}
        terms: list[str] = []

        def weigh(leaf: Any, place: tuple[Any, ...]) -> None:
            if has_derivative(leaf):
                name = f"u{len(weights)}"
                weights[name] = self.like(leaf)
                picked = "".join(f"[{key!r}]" for key in place)
                terms.append(f"np.sum({name} * value{picked})")

        mapped(weigh, value)
        total = " + ".join(terms) or "0.0"
        if any(np.iscomplexobj(weight) for weight in weights.values()):
            total = f"np.real({total})"
        # The names are the user's, so that messages name them.
        names = list(inspect.signature(f).parameters)[: len(self.args)]
        listed = ", ".join(names)
        text = f"def weighted({listed}):\n    value = f_({listed})\n    return {total}\n"
        source = read_text(text, {"f_": f, "np": np, **weights})
        return Derivative(source.function, self.wrt, Options("grad"), source)

    def like(self, x: Any) -> Any:
        """Normal numbers in the shape and dtype of `x`; zeros where no derivative goes."""
        if not is_floating(x):
            return still_like(x)
        dtype = np.result_type(x)
        made = self.random.normal(size=np.shape(x))
        if dtype.kind == "c":
            made = made + 1j * self.random.normal(size=np.shape(x))
        return np.asarray(made, dtype)[()]


def directional(
    f: Callable[..., Any], args: Sequence[Any], directions: dict[int, Any], eps: float = STEP
) -> Any:
    """The derivative of `f` along directions of some arguments, in double precision.

    Source: Richardson (1911): central differences at three steps, extrapolated twice; the error is
    of order `eps ** 6`.

    >>> round(directional(lambda x: x**3, (2.0,), {0: 1.0}), 9)
    12.0
    """

    def difference(h: float) -> Any:
        above, below = f(*moved(args, directions, h)), f(*moved(args, directions, -h))
        return [(widened(a) - widened(b)) / (2 * h) for a, b in zip(leaves(above), leaves(below))]

    wide, half, quarter = difference(eps), difference(eps / 2), difference(eps / 4)
    found = iter([(64 * c - 20 * b + a) / 45 for a, b, c in zip(wide, half, quarter)])
    return mapped(lambda leaf, place: next(found), f(*moved(args, {}, 0.0)))


def moved(args: Sequence[Any], directions: dict[int, Any], t: float) -> list[Any]:
    """Copies of the arguments, `t` along the directions, in double precision."""
    return [shifted(x, directions.get(k), t) for k, x in enumerate(args)]


def shifted(x: Any, direction: Any, t: float) -> Any:
    """One argument, `t` along its direction, and what is inside of it.

    >>> shifted({"a": (1.0, "b")}, {"a": (2.0, 0.0)}, 0.5)
    {'a': (2.0, 'b')}
    """
    if isinstance(x, dict):
        return {k: shifted(v, None if direction is None else direction[k], t) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        ways = [None] * len(x) if direction is None else direction
        parts = [shifted(v, d, t) for v, d in zip(x, ways)]
        if hasattr(x, "_fields"):
            return type(x)(*parts)
        return parts if isinstance(x, list) else tuple(parts)
    return (
        widened(x) + t * widened(direction)
        if is_floating(x) and direction is not None
        else widened(x)
    )


def still_like(x: Any) -> Any:
    """Zeros for a leaf; 0.0 for what is no number."""
    return (
        np.zeros_like(x)[()]
        if isinstance(x, (int, float, complex, np.ndarray, np.generic))
        else 0.0
    )


def widened(x: Any) -> Any:
    """Half and single precision as double; arrays copied.

    >>> widened(np.float32(0.5)).dtype, widened(3)
    (dtype('float64'), 3)
    """
    if isinstance(x, np.ndarray) or (isinstance(x, np.generic) and is_floating(x)):
        wide = np.result_type(x, np.float64) if is_floating(x) else x.dtype
        return np.array(x, wide)[()] if np.ndim(x) == 0 else np.array(x, wide)
    if isinstance(x, (bool, np.bool_)):
        return int(x)
    return x


def is_floating(x: Any) -> bool:
    """Is it a floating-point number or array?"""
    return isinstance(x, (float, complex, np.ndarray, np.generic)) and has_derivative(x)


def precision(x: Any) -> int:
    """Bytes of a real number of this precision.

    >>> precision(1.0), precision(np.complex64(1j))
    (8, 4)
    """
    dtype = np.result_type(x)
    return dtype.itemsize // (2 if dtype.kind == "c" else 1)


def inner(a: Any, b: Any) -> Any:
    """The sum of the products of the entries of two equal structures; its real part.

    >>> inner((1.0, [2.0]), (3.0, [4.0]))
    11.0
    """
    products = (np.sum(np.multiply(x, y)).real for x, y in zip(leaves(a), leaves(b)))
    return sum(products, np.float64(0.0)).item()


def float_leaves(a: Any, value: Any) -> list[Any]:
    """The leaves of `a` where those of `value` are floating point."""
    return [x for x, out in zip(leaves(a), leaves(value)) if has_derivative(out)]
