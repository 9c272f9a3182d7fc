"""Sample calls for adcompile/rules/elementwise.py."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from adcompile.runtime.elementwise import (
    i0_derivative,
    logaddexp_share,
    sinc_derivative,
)
from tests.rules.oracle import Sample, is_floating, sample
from tests.rules.samples_operators import COMPLEX, SIGNED, X, binary, unary

INNER = np.array([0.3, -0.6, 0.8])  # in the domain of arcsin

UFUNCS: list[Callable[..., Any]] = [
    np.exp, np.exp2, np.expm1, np.log, np.log2, np.log10, np.log1p, np.sqrt, np.cbrt, np.square,
    np.reciprocal, np.sin, np.cos, np.tan, np.arctan, np.sinc, np.radians, np.degrees, np.deg2rad,
    np.rad2deg, np.sinh, np.cosh, np.tanh, np.arcsinh, np.fabs, np.i0, np.frexp, np.modf,
    np.nan_to_num, np.real_if_close,
]  # fmt: skip
HOLOMORPHIC: list[Callable[..., Any]] = [
    np.exp, np.exp2, np.expm1, np.log, np.log2, np.log10, np.log1p, np.sqrt, np.square,
    np.reciprocal, np.sin, np.cos, np.tan, np.arcsin, np.arccos, np.arctan, np.sinc, np.sinh,
    np.cosh, np.tanh, np.arcsinh, np.arccosh, np.arctanh, np.real_if_close, np.positive,
]  # fmt: skip
OF_A_NUMBER = [
    math.exp, math.exp2, math.expm1, math.log2, math.log10, math.log1p,
    math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh,
    math.tanh, math.asinh, math.atanh, math.fabs, math.radians, math.degrees, math.frexp, math.modf,
]  # fmt: skip


def vectors(func: Callable[..., Any], *args: Any) -> list[Sample]:
    """Double and single precision, and numbers in place of the arrays."""
    single = [a.astype(np.float32) if is_floating(a) and np.ndim(a) else a for a in args]
    numbers = [a.flat[0].item() if np.ndim(a) else a for a in args]
    return [sample(func, *a) for a in (args, single, numbers)]


SAMPLES = [
    *[s for func in UFUNCS for s in unary(func)],
    *[sample(func, COMPLEX) for func in HOLOMORPHIC],
    *[sample(func, 0.37) for func in OF_A_NUMBER],
    *[sample(func, -0.37 + 0.6j) for func in (cmath.exp, cmath.log10, cmath.tan)],
    *unary(np.arcsin, INNER),
    *unary(np.arccos, INNER),
    *unary(np.arctanh, INNER),
    *unary(np.arccosh, X + 1),
    *unary(np.fabs, SIGNED),
    *unary(np.sin, 5 * SIGNED),
    *unary(np.sinc, np.array([0.3, -1.7, 4.2])),
    *binary(np.arctan2, SIGNED),
    *binary(np.hypot, SIGNED),
    *binary(np.logaddexp, SIGNED),
    *binary(np.logaddexp2, SIGNED),
    *binary(logaddexp_share, SIGNED),
    *binary(np.maximum, SIGNED),
    *binary(np.minimum, SIGNED),
    *binary(np.fmax, SIGNED),
    *binary(np.fmin, SIGNED),
    *binary(np.copysign, SIGNED),
    *binary(np.heaviside, SIGNED),
    sample(np.nextafter, X, X + 1),
    # Numbers of more than one argument
    sample(math.acosh, 1.7),
    sample(math.atan2, 0.3, -1.2),
    sample(math.copysign, 0.3, -1.2),
    sample(math.hypot, 0.3, -1.2),
    sample(math.hypot, 0.3, -1.2, 0.8),
    sample(math.hypot, -0.3),
    sample(math.ldexp, 0.3, 4),
    # Parameters that carry no derivative
    *vectors(np.ldexp, X, np.array([1, -2, 3])),
    *vectors(np.ldexp, X, 3),
    *vectors(np.frexp, SIGNED),
    *vectors(np.where, X > 1, X, SIGNED),
    *vectors(np.where, np.array([[True], [False]]), X, 0.0),
    *vectors(np.where, np.array([True, False, True]), 1.5, X[:, None]),
    sample(np.where, True, 1.5, 0.7),
    *vectors(np.clip, X, 1.0, 2.0),
    *vectors(np.clip, X, None, 2.0),
    *vectors(np.clip, X, np.array([0.9, 0.1, 0.2]), np.array([2.8, 0.8, 2.5])),
    sample(np.clip, X, X[::-1, None] - 0.4, 2.0),
    sample(np.clip, X, 3.0, 0.2),
    sample(np.clip, 1.3, 0.2, 0.9),
    *vectors(np.ndarray.clip, X, 1.0, 2.0)[:2],
    sample(np.ndarray.clip, X, 1.0),
    sample(np.nan_to_num, X, nan=1.0, posinf=3.0),
    sample(np.unwrap, np.array([0.3, 3.0, -2.9, 3.1])),
    sample(np.unwrap, np.array([[0.3, 3.0], [-2.9, 3.1]]), axis=0),
    # Helpers by order
    *[sample(sinc_derivative, np.array([0.0, -0.3, 1.7, 5.2]), n) for n in (1, 2, 3)],
    *[sample(i0_derivative, np.array([0.0, -0.3, 1.7, 5.2]), n) for n in (1, 2, 3)],
    sample(sinc_derivative, X.astype(np.float32), 1),
    # Ranges
    sample(np.arange, 4.5),
    sample(np.arange, 0.3, 4.5),
    sample(np.arange, 0.3, 4.5, 0.77),
    sample(np.arange, 1, 2.7, 0.5),
]
