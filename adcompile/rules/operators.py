"""Derivatives of Python's operators, number types and math module.

Ufuncs stand with the operators that mean the same; the math functions that mean the same as a
ufunc stand with it, in elementwise.py.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import builtins
import cmath
import math
import operator

import numpy as np

from adcompile.rules.table import active, rule
from adcompile.runtime.elementwise import conj_sign, digamma, divide_or_zero, polygamma
from adcompile.runtime.reductions import product_of_others

REAL = (int, float)


@rule(np.add, operator.add)
def add(x, y, *, out, g):
    return g, g


@rule(np.subtract, operator.sub)
def subtract(x, y, *, out, g):
    return g, -g


@rule(np.multiply, operator.mul)
def multiply(x, y, *, out, g):
    return g * y, g * x


@rule(np.divide, operator.truediv, singular=True)
def divide(x, y, *, out, g):
    return g / y, -g * out / y


@rule(np.negative, operator.neg)
def negative(x, *, out, g):
    return -g


@rule(np.positive, operator.pos)
def positive(x, *, out, g):
    return g


@rule(np.power, np.float_power, operator.pow, builtins.pow, math.pow, singular=True)
def power(x, y, *, out, g):
    # The last line is right for every x and y: x ** 0 has derivative 0 in x, 0 ** y has 0 in y.
    # It calls np.power, since Python raises an exception for 0.0 ** -0.5.
    if isinstance(y, int) and y == 2:
        return g * 2 * x, None
    if isinstance(y, int) and y != 0:
        return g * y * x ** (y - 1), None
    if not active(y) and isinstance(y, float) and (y < 0 or y >= 1):
        return g * y * x ** (y - 1), None
    if not active(x) and isinstance(x, REAL) and x > 0:
        return None, g * out * math.log(x)
    if not active(x):  # perhaps small integers, of which NumPy takes logarithms in half precision
        return None, g * out * np.log(1.0 * x + (x == 0))
    return g * y * np.power(x, y - (y != 0)), g * out * np.log(x + (x == 0))


@rule(np.remainder, operator.mod, singular=True)
def remainder(x, y, *, out, g):
    return g, -g * (x // y)


@rule(np.fmod, math.fmod, math.remainder, singular=True)
def fmod(x, y, *, out, g):
    return g, -g * np.rint((x - out) / y)


@rule(np.divmod, builtins.divmod)
def divmod_rule(x, y, *, out, g):
    return g[1], -g[1] * out[0]


@divmod_rule.jvp
def divmod_jvp(x, y, *, out, x_dot, y_dot):
    return (np.zeros_like(out[0]), x_dot), (np.zeros_like(out[0]), -y_dot * out[0])


@rule(np.absolute, operator.abs, builtins.abs)
def absolute(x, *, out, g):
    if np.isrealobj(x):
        return g * np.sign(x)  # 0 at 0
    return g * conj_sign(x)


@absolute.jvp
def absolute_jvp(x, *, out, x_dot):
    if np.isrealobj(x):
        return x_dot * np.sign(x)
    return np.real(x_dot * conj_sign(x))


@rule(conj_sign, broadcasts=True)
def conj_sign_rule(x, *, out, g):
    # The difference is twice an imaginary part, negated: 0, and still real, where x is real.
    return divide_or_zero(out * (np.conj(g * out) - g * out), 2 * np.abs(x))


@rule(divide_or_zero, broadcasts=True)
def divide_or_zero_rule(x, y, *, out, g):
    return divide_or_zero(g, y), divide_or_zero(-g * out, y)


@rule(np.conjugate, np.ndarray.conj, np.ndarray.conjugate)
def conjugate(x, *, out, g):
    if np.isrealobj(x):
        return g
    return np.conj(g)


@rule(np.real, np.ndarray.real, broadcasts=True)
def real(val, *, out, g):
    return g


@real.jvp
def real_jvp(val, *, out, val_dot):
    return np.real(val_dot)


@rule(np.imag, np.ndarray.imag, broadcasts=True)
def imag(val, *, out, g):
    if np.isrealobj(val):
        return None
    return g / 1j  # dL = g Im(dx) = Re(-1j g dx)


@imag.jvp
def imag_jvp(val, *, out, val_dot):
    return np.imag(val_dot)


@rule(np.angle, broadcasts=True, singular=True)
def angle(z, deg=False, *, out, g):
    if np.isrealobj(z):
        return None, None
    if deg is False:
        return divide_or_zero(g / 1j, z), None  # 0 at 0
    return divide_or_zero(g / 1j * (180 / np.pi) ** deg, z), None


@angle.jvp
def angle_jvp(z, deg=False, *, out, z_dot):
    return np.imag(divide_or_zero(z_dot, z)) * (180 / np.pi) ** deg, None


@rule(
    builtins.float, np.float16, np.float32, np.float64, np.longdouble, broadcasts=True, linear=True
)
def floating(x, *, out, g):
    return g


@rule(np.complex64, np.complex128, np.clongdouble, broadcasts=True, linear=True)
def complexfloating(x, *, out, g):
    return g


@rule(builtins.complex, broadcasts=True)
def complex_rule(real, imag=0, *, out, g):
    return g, 1j * g


# Polar coordinates


@rule(cmath.phase, broadcasts=True, singular=True)
def phase(z, *, out, g):
    return divide_or_zero(g / 1j, z)  # 0 at 0


@phase.jvp
def phase_jvp(z, *, out, z_dot):
    return np.imag(divide_or_zero(z_dot, z))


@rule(cmath.polar)
def polar(z, *, out, g):
    return g[0] * conj_sign(z) + divide_or_zero(g[1] / 1j, z)


@polar.jvp
def polar_jvp(z, *, out, z_dot):
    return (np.real(z_dot * conj_sign(z)), np.imag(divide_or_zero(z_dot, z)))


@rule(cmath.rect, broadcasts=True)
def rect(r, phi, *, out, g):
    return g * cmath.exp(1j * phi), g * 1j * out


# Functions that only the math module has, or that treat its numbers in a way of their own


@rule(math.log, cmath.log, broadcasts=True, singular=True)
def log_to_base(x, base=None, *, out, g):
    if base is None:
        return g / x, None
    return g / (x * math.log(base)), -g * out / (base * math.log(base))


@rule(math.sqrt, cmath.sqrt, broadcasts=True, singular=True)
def sqrt_of_number(x, *, out, g):
    return np.divide(g, 2 * out)  # at 0 Python's division would raise an exception


@rule(math.cbrt, broadcasts=True, singular=True)
def cbrt_of_number(x, *, out, g):
    return np.divide(g, 3 * out * out)  # at 0 Python's division would raise an exception


@rule(math.dist)
def dist(p, q, *, out, g):
    return (
        divide_or_zero(g * (np.asarray(p) - np.asarray(q)), out),  # 0 where the points coincide
        divide_or_zero(g * (np.asarray(q) - np.asarray(p)), out),
    )


@dist.jvp
def dist_jvp(p, q, *, out, p_dot, q_dot):
    return (
        divide_or_zero(np.dot(np.asarray(p) - np.asarray(q), np.asarray(p_dot)), out),
        divide_or_zero(np.dot(np.asarray(q) - np.asarray(p), np.asarray(q_dot)), out),
    )


@rule(math.fsum, linear=True)
def fsum(seq, *, out, g):
    return np.full(len(seq), g)


@rule(math.prod)
def prod(iterable, *, start=1, out, g):
    return np.multiply(g * start, product_of_others(np.asarray(iterable))), g * np.prod(iterable)


@prod.jvp
def prod_jvp(iterable, *, start=1, out, iterable_dot, start_dot):
    others = product_of_others(np.asarray(iterable))
    return start * np.dot(others, iterable_dot), start_dot * np.prod(iterable)


if hasattr(math, "sumprod"):  # Python 3.12

    @rule(math.sumprod)
    def sumprod(p, q, *, out, g):
        return g * np.asarray(q), g * np.asarray(p)

    @sumprod.jvp
    def sumprod_jvp(p, q, *, out, p_dot, q_dot):
        return np.dot(np.asarray(p_dot), np.asarray(q)), np.dot(np.asarray(p), np.asarray(q_dot))


@rule(math.erf, broadcasts=True)
def erf(x, *, out, g):
    return g * 2 / math.sqrt(math.pi) * np.exp(-x * x)


@rule(math.erfc, broadcasts=True)
def erfc(x, *, out, g):
    return -g * 2 / math.sqrt(math.pi) * np.exp(-x * x)


@rule(math.gamma, broadcasts=True, singular=True)
def gamma(x, *, out, g):
    return g * out * digamma(x)


@rule(math.lgamma, broadcasts=True, singular=True)
def lgamma(x, *, out, g):
    return g * digamma(x)


@rule(digamma, broadcasts=True, singular=True)
def digamma_rule(x, *, out, g):
    return g * polygamma(1, x)


@rule(polygamma, broadcasts=True, singular=True)
def polygamma_rule(n, x, *, out, g):
    return None, g * polygamma(n + 1, x)
