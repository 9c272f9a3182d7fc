"""Ties and singular points of the elementwise rules: what is fixed for them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from adcompile.rules import elementwise as e
from adcompile.rules import operators as o
from adcompile.runtime.elementwise import polygamma, sinc_derivative

INF, NAN = np.inf, np.nan


def array(*values: float) -> Any:
    return np.array(values)


# -- absolute values, lengths ---------------------------------------------------------------


def test_abs_at_zero_is_zero() -> None:
    x = array(-2.0, 0.0, 3.0)
    assert_allclose(o.absolute(x, out=np.abs(x), g=1.0), [-1, 0, 1])
    assert o.absolute(0j, out=0.0, g=1.0) == 0


def test_abs_of_complex_numbers() -> None:
    z = 3 + 4j
    assert_allclose(o.absolute(z, out=5.0, g=1.0), (3 - 4j) / 5)  # dL/dRe - i dL/dIm


def test_fabs_and_copysign_at_zero_are_zero() -> None:
    assert e.fabs(0.0, out=0.0, g=1.0) == 0
    assert e.copysign(0.0, -2.0, out=-0.0, g=1.0)[0] == 0


def test_lengths_at_the_origin_are_zero() -> None:
    assert e.hypot(0.0, 0.0, out=0.0, g=1.0) == (0, 0, 0)
    assert e.arctan2(0.0, 0.0, out=0.0, g=1.0) == (0, 0)
    assert_allclose(o.dist((1.0, 2.0), (1.0, 2.0), out=0.0, g=1.0), np.zeros((2, 2)))


# -- ties -----------------------------------------------------------------------------------


@pytest.fixture
def constants(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The arguments without a derivative, as `active` tells it."""
    found: list[Any] = []
    for module in (e, o):
        monkeypatch.setattr(module, "active", lambda x: not any(x is c for c in found))
    return found


@pytest.mark.parametrize(("rule", "func"), [(e.maximum, np.maximum), (e.minimum, np.minimum)])
def test_a_tie_goes_to_the_second(rule: Any, func: Any) -> None:
    x, y = array(1.0, 2.0, 3.0), array(2.0, 2.0, 2.0)
    first, second = rule(x, y, out=func(x, y), g=1.0)
    assert first[1] == 0
    assert_allclose(first + second, 1)


@pytest.mark.parametrize(("rule", "func"), [(e.maximum, np.maximum), (e.minimum, np.minimum)])
def test_a_tie_with_a_constant_goes_to_the_constant(
    rule: Any, func: Any, constants: list[Any]
) -> None:
    x, c = array(1.0, 2.0, 3.0), array(2.0, 2.0, 2.0)
    constants.append(c)
    want = func(array(-1.0, 0.0, 1.0), 0.0) != 0
    assert_allclose(rule(x, c, out=func(x, c), g=1.0)[0], want)
    assert_allclose(rule(c, x, out=func(x, c), g=1.0)[1], want)


def test_fmax_gives_a_nan_nothing() -> None:
    x, y = array(NAN, 1.0, 3.0), array(2.0, NAN, 1.0)
    first, second = e.fmax(x, y, out=np.fmax(x, y), g=1.0)
    assert_allclose(first, [0, 1, 1])
    assert_allclose(second, [1, 0, 0])


def test_clip_is_closed() -> None:
    x = array(-1.0, 0.0, 0.5, 1.0, 2.0)
    cotangents = e.clip(x, 0.0, 1.0, out=np.clip(x, 0.0, 1.0), g=1.0)
    assert_allclose(
        np.array(cotangents[:3], float), [[0, 1, 1, 1, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 1]]
    )


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.0), (2.0, -1.0)])
def test_clip_to_an_empty_interval_goes_to_one_of_the_bounds(low: float, high: float) -> None:
    x = array(-3.0, 0.5, 4.0)
    x_, low_, high_, _, _ = e.clip(x, low, high, out=np.clip(x, low, high), g=1.0)
    assert_allclose(x_ * 1.0 + low_ + high_, 1)
    assert low == high or not np.any(low_)


def test_logaddexp_of_infinities_is_half_each() -> None:
    cotangents = e.logaddexp(array(-INF, 0.0), array(-INF, -INF), out=array(-INF, 0.0), g=1.0)
    assert_allclose(cotangents, [[0.5, 1], [0.5, 0]])


# -- singular points ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "x", "out"),
    [
        (e.sqrt, 0.0, 0.0),
        (o.sqrt_of_number, 0.0, 0.0),
        (o.cbrt_of_number, 0.0, 0.0),
        (e.log, 0.0, -INF),
        (e.arcsin, 1.0, np.pi / 2),
        (e.arctanh, 1.0, INF),
    ],
)
def test_infinite_slope(rule: Any, x: float, out: float) -> None:
    with np.errstate(divide="ignore"):
        assert rule(np.float64(x), out=np.float64(out), g=1.0) == INF


def test_root_of_a_python_zero_raises_no_exception() -> None:
    with np.errstate(divide="ignore"):
        assert o.sqrt_of_number(0.0, out=0.0, g=1.0) == INF
        assert o.power(0.0, 0.5, out=0.0, g=1.0)[0] == INF


def test_power_of_zero() -> None:
    x, y = array(0.0, 0.0, 0.0, 0.0), array(0.0, 1.0, 2.0, 2.5)
    in_x, in_y = o.power(x, y, out=x**y, g=1.0)
    assert_allclose(in_x, [0, 1, 0, 0])
    assert_allclose(in_y, 0)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_integer_power_of_zero(n: int) -> None:
    assert o.power(0.0, n, out=0.0, g=1.0) == (float(n == 1), None)


def test_constant_exponents_and_bases(constants: list[Any]) -> None:
    x, exponent, base = np.float64(1.7), 1.5, 2
    constants += [exponent, base]
    assert_allclose(o.power(x, exponent, out=x**1.5, g=1.0)[0], 1.5 * x**0.5)
    assert_allclose(o.power(base, x, out=2**x, g=1.0)[1], 2**x * math.log(2))


def test_power_of_a_negative_base() -> None:
    with np.errstate(invalid="ignore"):
        in_x, in_y = o.power(array(-2.0), array(3.0), out=array(-8.0), g=1.0)
    assert_allclose(in_x, 12)
    assert np.isnan(in_y[0])


def test_where_keeps_a_nan_behind_the_mask() -> None:
    _, x, y = e.where(array(1, 0) > 0, 2.0, 3.0, out=array(2.0, 3.0), g=array(1.0, NAN))
    assert_allclose(x, [1, 0])
    assert_allclose(y, [0, NAN])


def test_nan_to_num_gives_only_finite_values_a_derivative() -> None:
    x = array(NAN, INF, -INF, 2.0)
    assert_allclose(e.nan_to_num(x, out=np.nan_to_num(x), g=1.0), np.eye(4)[[3, 0, 1, 2]])


def test_sinc_at_zero_is_zero() -> None:
    assert e.sinc(0.0, out=1.0, g=1.0) == 0
    assert_allclose(sinc_derivative(0.0, 2), -(np.pi**2) / 3)


def test_remainder_counts_whole_quotients() -> None:
    assert o.remainder(-7.0, 2.0, out=1.0, g=1.0) == (1, 4)
    assert o.fmod(-7.0, 2.0, out=-1.0, g=1.0) == (1, 3)


# -- helpers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "x", "want"),
    [
        (0, 1.0, -0.5772156649015329),  # minus Euler's constant
        (0, 0.5, -1.9635100260214235),
        (0, -0.5, 0.03648997397857652),
        (0, 1e10, 23.02585092989046),
        (1, 1.0, math.pi**2 / 6),
        (1, 0.5, math.pi**2 / 2),
        (1, -0.5, math.pi**2 / 2 + 4),
        (2, 1.0, -2.404113806319188),  # -2 zeta(3)
        (3, 1.0, math.pi**4 / 15),
    ],
)
def test_polygamma(n: int, x: float, want: float) -> None:
    assert_allclose(polygamma(n, x), want, rtol=1e-13)
