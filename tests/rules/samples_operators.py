"""Sample calls for adcompile/rules/operators.py."""

from __future__ import annotations

import builtins
import cmath
import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.runtime.elementwise import conj_sign, digamma, divide_or_zero, polygamma
from tests.rules.oracle import Sample, sample

X = np.array([0.7, 1.3, 2.1])
SIGNED = np.array([0.7, -1.3, 2.1])
COMPLEX = np.array([0.7 + 0.4j, -1.3 + 0.2j, 0.3 - 2.1j])


def unary(func: Callable[..., Any], x: Any = X, single: bool = True) -> list[Sample]:
    """A number, a 0-d value, a vector, a matrix, size 1, empty, and single precision."""
    calls = [x, float(x[0]), x[1], x.reshape(3, 1) * np.array([1.0, 0.9]), x[:1], x[:0]]
    return [sample(func, a) for a in calls + ([x.astype(np.float32)] if single else [])]


def binary(
    func: Callable[..., Any], x: Any = X, y: Any = X[::-1] + 0.4, single: bool = True
) -> list[Sample]:
    """Equal shapes, broadcasting either way and both ways, size 1, empty, single precision."""
    pairs = [
        (x, y),
        (float(x[0]), float(y[0])),
        (x[1], y[1]),
        (x, y[2]),
        (float(x[0]), y),
        (x[:2, None], y),
        (x, y[:1]),
        (x[:0], y[:0]),
    ]
    if single:
        pairs += [
            (x.astype(np.float32), y.astype(np.float32)),
            (x.astype(np.float32)[1], y.astype(np.float32)[1]),
            (x.astype(np.float32), float(y[0])),
        ]
    return [sample(func, *pair) for pair in pairs]


POINTS = ((0.3, -1.2), (1.1, 0.4))
OF_A_NUMBER: list[Callable[..., Any]] = [
    math.log, math.sqrt, math.cbrt, math.erf, math.erfc, math.gamma, math.lgamma,
]  # fmt: skip
SUMPROD = [math.sumprod] if hasattr(math, "sumprod") else []

SAMPLES = [
    *binary(np.add),
    *binary(operator.sub),
    *binary(np.multiply, SIGNED),
    *binary(operator.truediv, SIGNED),
    *binary(np.power),
    *binary(operator.pow),
    *binary(np.float_power, single=False),
    *binary(np.remainder, 3.1 * SIGNED),
    *binary(operator.mod, 3.1 * X, -X[::-1]),
    *binary(np.fmod, 3.1 * SIGNED),
    *binary(np.divmod, 3.1 * SIGNED),
    *binary(divide_or_zero),
    *unary(operator.neg),
    *unary(operator.pos),
    *unary(np.absolute, SIGNED),
    *unary(np.conjugate),
    *unary(conj_sign, SIGNED),
    *unary(np.real),
    *unary(np.imag),
    *unary(np.angle),
    # Numbers
    sample(math.pow, 1.3, 0.7),
    sample(builtins.pow, 1.3, -2),
    sample(builtins.divmod, 7.3, 1.9),
    sample(math.fmod, -7.3, 1.9),
    sample(math.remainder, 7.3, 1.9),
    sample(builtins.abs, -1.3),
    sample(float, np.array(1.3)),
    sample(float, 1.3),
    sample(np.float64, X),
    sample(np.float32, np.float32(1.3)),
    sample(np.complex128, COMPLEX),
    sample(complex, 1.3, 0.4),
    sample(complex, 1.3 + 2j),
    *[sample(func, 0.37) for func in OF_A_NUMBER],
    sample(cmath.log, -0.37 + 0.6j),
    sample(cmath.sqrt, -0.37 + 0.6j),
    sample(math.log, 1.7, 2.3),
    sample(math.log, 1.7, 2),
    sample(math.gamma, -0.4),
    sample(math.lgamma, 7.3),
    sample(math.dist, *POINTS),
    sample(math.dist, *map(list, POINTS)),
    sample(math.dist, *map(np.array, POINTS)),
    sample(math.fsum, [0.3, -1.2, 0.8]),
    sample(math.fsum, X),
    *[sample(polygamma, n, np.array([0.4, -0.7, 3.4, 25.2])) for n in (0, 1, 2)],
    sample(polygamma, 1, X.astype(np.float32)),
    sample(digamma, -0.7),
    *unary(digamma),
    sample(math.prod, [0.3, -1.2, 0.8]),
    sample(math.prod, [0.3, 0.0, 0.8], start=2.0),
    *[sample(func, [0.3, -1.2, 0.8], [0.7, 1.3, 2.1]) for func in SUMPROD],
    # Constant exponents and bases, and their signs
    *[sample(operator.pow, SIGNED, n) for n in (2, 3, 5, 1, -1, -2)],
    *[sample(operator.pow, X, n) for n in (0, 2.0, 0.5, 1.5, -0.5)],
    *[sample(operator.pow, X.astype(np.float32), n) for n in (2, 3, 0.5, -1)],
    sample(operator.pow, 2, SIGNED),
    sample(np.power, X, np.array([2, 3, 0])),
    # Complex
    *[
        sample(func, COMPLEX)
        for func in (
            np.negative, np.absolute, np.conjugate, np.real, np.imag, np.angle, conj_sign,
            np.ndarray.conj, np.ndarray.real, np.ndarray.imag,
        )
    ],
    *[
        sample(func, COMPLEX, COMPLEX[::-1] + 0.3)
        for func in (np.add, np.subtract, np.multiply, np.divide, np.power, divide_or_zero)
    ],
    sample(cmath.phase, 0.7 + 0.4j), sample(cmath.polar, -1.3 + 0.2j), sample(cmath.rect, 0.7, 2.1),
    *(sample(f, 0.7 + 0.4j) for f in (cmath.asin, cmath.acos, cmath.atan, cmath.asinh, cmath.acosh, cmath.atanh)),
    sample(np.multiply, X, COMPLEX),
    sample(np.divide, X, COMPLEX),
    sample(operator.pow, COMPLEX, 2),
    sample(operator.pow, COMPLEX, 3),
    sample(np.angle, COMPLEX, deg=True),
    sample(np.angle, COMPLEX, True),
    sample(np.absolute, COMPLEX.astype(np.complex64)),
    sample(np.angle, COMPLEX.astype(np.complex64), True),
]  # fmt: skip
