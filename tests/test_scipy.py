"""Programs that call SciPy: value, gradient, tangent and second derivatives against differences.

Rules are checked one by one in tests/rules; here stands what needs a program around it, such as a
matrix that stays symmetric.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adcompile import grad, jvp, value_and_grad
from adcompile.diagnostics import MissingRule, NotDifferentiable, UnsupportedSyntax
from tests import oracles

pytest.importorskip("scipy")

from scipy import linalg, optimize, special  # type: ignore[import-untyped]
from scipy.spatial import distance  # type: ignore[import-untyped]

from tests import scipy_programs

Case = tuple[Callable[..., Any], tuple[Any, ...]]
CASES: list[Case] = scipy_programs.CASES


def name_of(case: Case) -> str:
    return case[0].__name__


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_program(case: Case) -> None:
    function, args = case
    v = directions(args)
    check_reverse(function, args, v)
    check_forward(function, args, v)
    check_second_order(function, args, v)


@pytest.mark.parametrize("case", scipy_programs.ONCE, ids=name_of)
def test_program_with_first_derivatives(case: Case) -> None:
    function, args = case
    v = directions(args)
    check_reverse(function, args, v)
    check_forward(function, args, v)


@pytest.mark.parametrize("case", scipy_programs.REVERSE_ONLY, ids=name_of)
def test_program_in_reverse_mode(case: Case) -> None:
    function, args = case
    check_reverse(function, args, directions(args))


def test_a_function_passed_to_scipy_goes_into_an_exported_file() -> None:
    text = grad(scipy_programs.brentq, (0, 1)).export_text()
    namespace: dict[str, Any] = {}
    exec(text, namespace)
    assert namespace["grad_brentq"](1.0, 2.0) == grad(scipy_programs.brentq, (0, 1))(1.0, 2.0)


def test_scipy_is_not_imported_before_it_is_used() -> None:
    code = "import sys, adcompile; assert not [m for m in sys.modules if m.startswith('scipy')]"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_rule_of_the_users_counts_more_than_one_that_is_not_read_yet() -> None:
    code = """
import numpy as np
from scipy import special
from adcompile import rule
from adcompile.rules import table

@rule(special.expit)
def mine(x, *, out, g):
    return g

assert table.lookup(special.expit) is mine
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def shape_twice(a: Any) -> Any:
    return special.gammainc(a, 1.5)


def order(v: Any) -> Any:
    return special.jv(v, 1.5)


def overwritten(a: Any) -> Any:
    return np.sum(linalg.inv(a, overwrite_a=True))


def complete_factor(a: Any) -> Any:
    return np.sum(linalg.qr(a, mode="r")[0])


def other_metric(x: Any) -> Any:
    return np.sum(distance.pdist(x, "cosine"))


def other_field(a: Any) -> Any:
    return np.sum(optimize.root(scipy_programs.system, np.ones(2), args=(a,)).fun)


def with_bounds(a: Any) -> Any:
    return np.sum(
        optimize.minimize(scipy_programs.bowl, np.ones(2), args=(a,), bounds=[(0, 1)] * 2).x
    )


REFUSED: list[tuple[Callable[..., Any], str]] = [
    (grad(shape_twice), "the derivative of `gammainc_da_rule`"),
    (order, "the derivative of `jv` in this argument is not known"),
    (complete_factor, "the derivative of `qr` in this argument is not known"),
    (other_metric, "the derivative of `pdist` in this argument is not known"),
    (other_field, "no derivative is known for `.fun`"),
    (with_bounds, "does not cover this call"),
]


@pytest.mark.parametrize(("function", "message"), REFUSED, ids=[m for _, m in REFUSED])
def test_what_is_not_known_is_refused(function: Callable[..., Any], message: str) -> None:
    with pytest.raises(MissingRule, match=re.escape(message)):
        _ = grad(function).source


def test_overwriting_an_argument_is_refused() -> None:
    with pytest.raises(UnsupportedSyntax, match="`overwrite_a=`"):
        _ = grad(overwritten).source


def scaled(x: Any) -> Any:
    return np.sum(scipy_programs.SPARSE * x)  # a matrix product, of a matrix of this type


def test_arithmetic_with_a_sparse_matrix_is_refused() -> None:
    with pytest.raises(NotDifferentiable, match="elementwise arithmetic with a sparse matrix"):
        grad(scaled)(np.ones((3, 3)))
    with pytest.raises(NotDifferentiable, match="elementwise arithmetic with a sparse matrix"):
        jvp(scaled, (np.ones((3, 3)),), (np.ones((3, 3)),))


def test_one_singular_value_of_numpy() -> None:
    def largest(a: Any) -> Any:
        return np.linalg.svd(a, compute_uv=False)[0]

    def corner(a: Any) -> Any:
        return np.linalg.qr(a, mode="r")[0, 0]

    check_reverse(largest, (scipy_programs.A,), (scipy_programs.B,))
    check_reverse(corner, (scipy_programs.A,), (scipy_programs.B,))


@pytest.mark.parametrize("a", [np.ones((3, 2)), np.ones((2, 3))], ids=str)
def test_a_factor_that_is_not_unique_is_refused(a: Any) -> None:
    def complete(a: Any) -> Any:
        q, r = linalg.qr(a)
        return np.sum(q) + np.sum(r)

    with pytest.raises(ValueError, match="square matrices"):
        grad(complete)(a)


# -- the checks ---------------------------------------------------------------------------------


def directions(args: tuple[Any, ...]) -> tuple[Any, ...]:
    generator = np.random.default_rng(5)
    return tuple(oracles.random_like(x, generator) for x in args)


def check_reverse(function: Callable[..., Any], args: tuple[Any, ...], v: tuple[Any, ...]) -> None:
    """Value, arguments and gradient against the plain run and against differences."""
    wrt = tuple(range(len(args)))
    before = [np.array(x) for x in args]
    value, gradients = value_and_grad(function, wrt)(*args)
    assert value == function(*args)
    assert all(map(np.array_equal, before, args))
    want = oracles.directional(function, list(args), list(wrt), v)
    assert oracles.inner(gradients, v) == pytest.approx(want, rel=2e-6, abs=2e-7)


def check_forward(function: Callable[..., Any], args: tuple[Any, ...], v: tuple[Any, ...]) -> None:
    value, tangent = jvp(function, args, v)
    assert value == function(*args)
    want = oracles.directional(function, list(args), list(range(len(args))), v)
    assert tangent == pytest.approx(want, rel=2e-6, abs=2e-7)


def check_second_order(
    function: Callable[..., Any], args: tuple[Any, ...], v: tuple[Any, ...]
) -> None:
    wrt = tuple(range(len(args)))
    gradient = grad(function, wrt)
    along = oracles.directional(gradient, list(args), list(wrt), v)
    _, second = jvp(gradient, args, v)
    for got, expected in zip(second, along, strict=True):
        np.testing.assert_allclose(got, expected, rtol=2e-5, atol=2e-6)
