"""The kernels of tests/kernels, differentiated as they stand, in each mode and against other means."""

from __future__ import annotations

import ast
import builtins
import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from adcompile import grad, value_and_grad
from adcompile.api.compiled import Options
from adcompile.api.derivative import Derivative
from tests import oracles
from tests.kernels import KERNELS
from tests.kernels.kernel import Kernel
from tests.kernels.looks import LOOKS

VARIANTS = pytest.mark.parametrize("variant", ["specialised", "generic", "mirrored"])
pytestmark = pytest.mark.filterwarnings("ignore::adcompile.diagnostics.AdcompileWarning")
COMPILED: dict[tuple[str, str, str], Derivative[..., Any]] = {}
NUMERIC: dict[str, tuple[Any, ...]] = {}


def over(mode: str) -> pytest.MarkDecorator:
    """All kernels; those of which `mode` is open are expected to fail."""
    marked = []
    for kernel in KERNELS:
        reason = kernel.open.get("every") or kernel.open.get(mode)
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        marked.append(pytest.param(kernel, id=kernel.name, marks=marks))
    return pytest.mark.parametrize("kernel", marked)


def derivative(kernel: Kernel, kind: str, variant: str) -> Derivative[..., Any]:
    """A derivative in all floating arguments, compiled once."""
    key = (kernel.name, kind, variant)
    if key not in COMPILED:
        options = Options(kind, optimize=variant != "mirrored")
        made: Derivative[..., Any] = Derivative(kernel.function, kernel.wrt, options)
        COMPILED[key] = made.specialize(*kernel.args) if variant == "specialised" else made
    return COMPILED[key]


def wanted(kernel: Kernel) -> tuple[Any, ...]:
    """The gradients, by a complex step or by differences."""
    if kernel.name not in NUMERIC:
        NUMERIC[kernel.name] = tuple(gradient(kernel, k) for k in kernel.wrt)
    return NUMERIC[kernel.name]


def gradient(kernel: Kernel, at: int) -> Any:
    """The gradient in one argument, entry by entry; in a complex one, dL/dRe - i dL/dIm."""
    x = np.asarray(kernel.args[at])
    g = np.zeros_like(x)
    for place in np.ndindex(*x.shape):
        g[place] = along(kernel, at, place, 1.0)
        if np.iscomplexobj(x):
            g[place] -= 1j * along(kernel, at, place, 1j)
    return g[()]


def along(kernel: Kernel, at: int, place: tuple[int, ...], unit: complex) -> Any:
    """The derivative in one entry of an argument.

    All others have a part in the direction, of zero: a complex step makes them complex, so that they can be written to.
    """
    v = [np.zeros_like(kernel.args[k]) for k in kernel.wrt]
    v[kernel.wrt.index(at)][place] = unit
    step = oracles.complex_step if kernel.analytic else oracles.directional
    return step(kernel.function, kernel.args, kernel.wrt, [d[()] for d in v])


def direction(kernel: Kernel) -> tuple[Any, ...]:
    """A direction for the floating arguments."""
    generator = np.random.default_rng(1)
    return tuple(oracles.random_like(kernel.args[k], generator) for k in kernel.wrt)


def close(got: Any, want: Any, digits: int) -> None:
    assert np.shape(got) == np.shape(want)
    np.testing.assert_allclose(got, want, rtol=10.0**-digits, atol=10.0**-digits)


def check_gradients(kernel: Kernel, grads: Sequence[Any]) -> None:
    for got, want in zip(grads, wanted(kernel), strict=True):
        close(got, want, 9 if kernel.analytic else 7)


def unchanged(args: list[Any], kernel: Kernel) -> bool:
    """Are the arguments what they were before the call, to the bit?"""
    return all(np.array_equal(a, b) for a, b in zip(args, kernel.arguments, strict=True))


@over("reverse")
@VARIANTS
def test_gradient(kernel: Kernel, variant: str) -> None:
    made, args = derivative(kernel, "grad", variant), kernel.args
    check_gradients(kernel, made(*args))
    assert unchanged(args, kernel)


@over("generic")
def test_generic_text(kernel: Kernel) -> None:
    """What `.source` shows, as it is; for complex arguments, what is compiled for them."""
    args = kernel.args
    made = derivative(kernel, "grad", "generic")
    compiled = made._ready(any(np.iscomplexobj(args[k]) for k in kernel.wrt))
    check_gradients(kernel, compiled.function(*args))
    assert unchanged(args, kernel)


@over("reverse")
def test_value(kernel: Kernel) -> None:
    args = kernel.args
    value, grads = value_and_grad(kernel.function, kernel.wrt)(*args)
    assert value == kernel.function(*kernel.args)
    assert unchanged(args, kernel)
    for got, k in zip(grads, kernel.wrt, strict=True):
        assert np.result_type(got) == np.result_type(kernel.args[k])


@over("forward")
@VARIANTS
def test_forward_mode(kernel: Kernel, variant: str) -> None:
    args, v = kernel.args, direction(kernel)
    value, dot = derivative(kernel, "jvp", variant)._pushforward(args, v)
    assert value == kernel.function(*kernel.args)
    assert unchanged(args, kernel)
    close(dot, sum(np.sum(g * d).real for g, d in zip(wanted(kernel), v, strict=True)), 7)


@over("second")
@pytest.mark.parametrize("optimize", [True, False], ids=["optimised", "mirrored"])
def test_second_order(kernel: Kernel, optimize: bool) -> None:
    """Forward over reverse against differences of the gradient."""
    args, v = kernel.args, direction(kernel)
    gradient = derivative(kernel, "grad", "generic" if optimize else "mirrored")
    made: Derivative[..., Any] = Derivative(gradient, kernel.wrt, Options("jvp", optimize=optimize))
    _, products = made._pushforward(args, v)
    assert unchanged(args, kernel)
    want = oracles.directional(gradient, kernel.args, kernel.wrt, v)
    for product, expected in zip(products, want, strict=True):
        close(product, expected, 6)


# -- what the text looks like ---------------------------------------------------------------


def text(kernel: Kernel) -> str:
    """The specialised gradient in what is not a weight."""
    names = list(inspect.signature(kernel.function).parameters)
    wrt = tuple(k for k in kernel.wrt if names[k] not in kernel.constants)
    return grad(kernel.function, wrt).specialize(*kernel.args).source


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


@over("reverse")
def test_arrays_begun_in_each_iteration(kernel: Kernel) -> None:
    """No array of zeros for a read: the backward half adds to what is there."""
    loops = [node for node in ast.walk(ast.parse(text(kernel))) if isinstance(node, ast.For)]
    begun = {
        ast.unparse(node.targets[0])
        for loop in loops
        for node in ast.walk(loop)
        if isinstance(node, ast.Assign) and "zeros_like(" in ast.unparse(node.value)
    }
    assert begun <= LOOKS[kernel.name].fresh


@over("reverse")
def test_helpers(kernel: Kernel) -> None:
    """Which helpers are left where the kinds of the arguments are known."""
    tree = ast.parse(text(kernel))
    called = {call.func.id for call in calls(tree) if isinstance(call.func, ast.Name)}
    assert called - set(dir(builtins)) <= LOOKS[kernel.name].helpers


@over("reverse")
def test_lists(kernel: Kernel) -> None:
    """How many values of an iteration are kept."""
    assert text(kernel).count(" = []\n") <= LOOKS[kernel.name].lists
