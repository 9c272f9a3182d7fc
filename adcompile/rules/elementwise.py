"""Derivatives of the elementwise functions of NumPy, and of their namesakes in math and cmath."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import cmath
import math

import numpy as np

from adcompile.rules.table import active, rule
from adcompile.runtime.elementwise import (
    divide_or_zero,
    i0_derivative,
    logaddexp_share,
    sinc_derivative,
)

# Exponentials, logarithms, roots


@rule(np.exp, math.exp, cmath.exp, singular=True)
def exp(x, *, out, g):
    return g * out


@rule(np.exp2, math.exp2, singular=True)
def exp2(x, *, out, g):
    return g * out * math.log(2)


@rule(np.expm1, math.expm1, singular=True)
def expm1(x, *, out, g):
    return g * (out + 1)


@rule(np.log, singular=True)
def log(x, *, out, g):
    return g / x


@rule(np.log2, math.log2, singular=True)
def log2(x, *, out, g):
    return g / (x * math.log(2))


@rule(np.log10, math.log10, cmath.log10, singular=True)
def log10(x, *, out, g):
    return g / (x * math.log(10))


@rule(np.log1p, math.log1p, singular=True)
def log1p(x, *, out, g):
    return g / (1 + x)


@rule(np.logaddexp)
def logaddexp(x, y, *, out, g):
    return g * logaddexp_share(x, y), g * logaddexp_share(y, x)


@rule(np.logaddexp2)
def logaddexp2(x, y, *, out, g):
    return (
        g * logaddexp_share(x * math.log(2), y * math.log(2)),
        g * logaddexp_share(y * math.log(2), x * math.log(2)),
    )


@rule(logaddexp_share, broadcasts=True)
def logaddexp_share_rule(x, y, *, out, g):
    return g * out * (1 - out), -g * out * (1 - out)


@rule(np.sqrt, singular=True)
def sqrt(x, *, out, g):
    return g / (2 * out)


@rule(np.cbrt, singular=True)
def cbrt(x, *, out, g):
    return g / (3 * out * out)


@rule(np.square)
def square(x, *, out, g):
    return g * 2 * x


@rule(np.reciprocal, singular=True)
def reciprocal(x, *, out, g):
    return -g * out * out


# Trigonometric functions


@rule(np.sin, math.sin, cmath.sin)
def sin(x, *, out, g):
    return g * np.cos(x)


@rule(np.cos, math.cos, cmath.cos)
def cos(x, *, out, g):
    return -g * np.sin(x)


@rule(np.tan, math.tan, cmath.tan)
def tan(x, *, out, g):
    return g * (1 + out * out)


@rule(np.arcsin, math.asin, cmath.asin, singular=True)
def arcsin(x, *, out, g):
    return g / np.sqrt(1 - x * x)


@rule(np.arccos, math.acos, cmath.acos, singular=True)
def arccos(x, *, out, g):
    return -g / np.sqrt(1 - x * x)


@rule(np.arctan, math.atan, cmath.atan)
def arctan(x, *, out, g):
    return g / (1 + x * x)


@rule(np.arctan2, math.atan2)
def arctan2(y, x, *, out, g):
    # 0 at the origin
    if not active(x):  # perhaps small integers, whose squares overflow
        return divide_or_zero(g * x, 1.0 * x * x + y * y), None
    if not active(y):
        return None, divide_or_zero(-g * y, x * x + 1.0 * y * y)
    return divide_or_zero(g * x, x * x + y * y), divide_or_zero(-g * y, x * x + y * y)


@rule(np.sinc, broadcasts=True)
def sinc(x, *, out, g):
    return g * sinc_derivative(x, 1)


@rule(sinc_derivative, broadcasts=True)
def sinc_derivative_rule(x, n, *, out, g):
    return g * sinc_derivative(x, n + 1), None


@rule(np.deg2rad, np.radians, math.radians)
def radians(x, *, out, g):
    return np.radians(g)


@rule(np.rad2deg, np.degrees, math.degrees)
def degrees(x, *, out, g):
    return np.degrees(g)


@rule(np.unwrap, broadcasts=True)
def unwrap(p, discont=None, axis=-1, *, out, g):
    return g, None, None


# Hyperbolic functions


@rule(np.sinh, math.sinh, cmath.sinh, singular=True)
def sinh(x, *, out, g):
    return g * np.cosh(x)


@rule(np.cosh, math.cosh, cmath.cosh, singular=True)
def cosh(x, *, out, g):
    return g * np.sinh(x)


@rule(np.tanh, math.tanh, cmath.tanh)
def tanh(x, *, out, g):
    return g * (1 - out * out)


@rule(np.arcsinh, math.asinh, cmath.asinh)
def arcsinh(x, *, out, g):
    return g / np.sqrt(1 + x * x)


@rule(np.arccosh, math.acosh, cmath.acosh, singular=True)
def arccosh(x, *, out, g):
    return g / (np.sqrt(x - 1) * np.sqrt(x + 1))  # not sqrt(x * x - 1): a branch cut


@rule(np.arctanh, math.atanh, cmath.atanh, singular=True)
def arctanh(x, *, out, g):
    return g / (1 - x * x)


# Lengths


@rule(np.hypot, math.hypot)
def hypot(x, y=0, z=0, *, out, g):
    return (
        divide_or_zero(g * x, out),  # 0 at the origin
        divide_or_zero(g * y, out),
        divide_or_zero(g * z, out),
    )


# Selection


@rule(np.maximum)
def maximum(x, y, *, out, g):
    if not active(x):
        return None, g * (out > x)  # a tie with a constant goes to the constant
    return g * (out > y), g * (out == y)  # a tie goes to the second


@rule(np.minimum)
def minimum(x, y, *, out, g):
    if not active(x):
        return None, g * (out < x)  # a tie with a constant goes to the constant
    return g * (out < y), g * (out == y)  # a tie goes to the second


@rule(np.fmax, np.fmin)
def fmax(x, y, *, out, g):
    # Unequal to a nan, so that the other argument, which is the result, takes it.
    if not active(x):
        return None, g * (out != x)
    return g * (out != y), g * (out == y)


@rule(np.clip, broadcasts=True)
def clip(a, a_min=None, a_max=None, *, min=None, max=None, out, g):
    # The interval is closed: at a bound `a` has the derivative.
    if a_min is None and a_max is None:
        return (
            g * (out == a),
            None,
            None,
            g * ((out != a) & (out == min)),
            g * ((out != a) & (out != min)),
        )
    return (
        g * (out == a),
        g * ((out != a) & (out == a_min)),
        g * ((out != a) & (out != a_min)),
        None,
        None,
    )


@rule(np.ndarray.clip, broadcasts=True)
def ndarray_clip(a, min=None, max=None, *, out, g):
    return g * (out == a), g * ((out != a) & (out == min)), g * ((out != a) & (out != min))


@rule(np.where, broadcasts=True)
def where(condition, x=None, y=None, *, out, g):
    return None, np.where(condition, g, 0), np.where(condition, 0, g)


@rule(np.nan_to_num, broadcasts=True)
def nan_to_num(x, *, nan=0.0, posinf=None, neginf=None, out, g):
    return g * np.isfinite(x), g * np.isnan(x), g * np.isposinf(x), g * np.isneginf(x)


@rule(np.heaviside)
def heaviside(x, y, *, out, g):
    return None, g * (x == 0)


# Signs and the parts of a floating-point number


@rule(np.fabs, math.fabs)
def fabs(x, *, out, g):
    return g * np.sign(x)  # 0 at 0


@rule(np.copysign, math.copysign)
def copysign(x, y, *, out, g):
    return g * np.sign(x) * np.sign(out), None  # 0 at 0, as for abs


@rule(np.nextafter, math.nextafter)
def nextafter(x, y, *, out, g):
    return g, None


@rule(np.ldexp, math.ldexp)
def ldexp(x, i, *, out, g):
    return np.ldexp(g, i), None


@rule(np.frexp, math.frexp)
def frexp(x, *, out, g):
    return np.ldexp(g[0], -out[1])


@frexp.jvp
def frexp_jvp(x, *, out, x_dot):
    return np.ldexp(x_dot, -out[1]), np.zeros_like(out[1])


@rule(np.modf, math.modf)
def modf(x, *, out, g):
    return g[0]


@modf.jvp
def modf_jvp(x, *, out, x_dot):
    return x_dot, np.zeros_like(out[1])


@rule(np.real_if_close, broadcasts=True)
def real_if_close(a, tol=100, *, out, g):
    return g, None


@real_if_close.jvp
def real_if_close_jvp(a, tol=100, *, out, a_dot):
    if np.isrealobj(out):
        return np.real(a_dot), None
    return a_dot, None


@rule(np.i0, broadcasts=True)
def i0(x, *, out, g):
    return g * i0_derivative(x, 1)


@rule(i0_derivative, broadcasts=True)
def i0_derivative_rule(x, n, *, out, g):
    return g * i0_derivative(x, n + 1), None


# The Bessel function of NumPy, and ranges


@rule(np.arange)
def arange(start, stop=None, step=1, *, dtype=None, out, g):
    if stop is None:
        return None, None, None, None
    return np.sum(g), None, np.dot(g, np.arange(len(g))), None


@arange.jvp
def arange_jvp(start, stop=None, step=1, *, dtype=None, out, start_dot, step_dot):
    if stop is None:
        return np.zeros_like(out), None, None, None
    return np.full(len(out), start_dot), None, step_dot * np.arange(len(out)), None
