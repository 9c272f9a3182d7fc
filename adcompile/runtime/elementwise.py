"""Elementwise functions that NumPy lacks and some derivatives need."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "conj_sign",
    "digamma",
    "divide_or_zero",
    "i0_derivative",
    "logaddexp_share",
    "polygamma",
    "sinc_derivative",
]


def divide_or_zero(x: Any, y: Any) -> Any:
    """`x / y`, and 0 wherever `y` is 0.

    >>> divide_or_zero(np.array([1.0, 3.0]), np.array([0.0, 2.0]))
    array([0. , 1.5])
    """
    return x / (y + (y == 0)) * (y != 0)


def conj_sign(x: Any) -> Any:
    """The conjugate of `x / abs(x)`, and 0 at 0: for real numbers their sign.

    >>> conj_sign(np.array([0.0, -2.0])), conj_sign(np.array([2j]))
    (array([ 0., -1.]), array([0.-1.j]))
    """
    return np.sign(x) if np.isrealobj(x) else divide_or_zero(np.conj(x), np.abs(x))


def logaddexp_share(x: Any, y: Any) -> Any:
    """`exp(x) / (exp(x) + exp(y))`, without overflow; one half where `x` and `y` are equal.

    >>> logaddexp_share(np.array([-np.inf, 1000.0]), np.array([-np.inf, 0.0]))
    array([0.5, 1. ])
    """
    with np.errstate(invalid="ignore", over="ignore"):
        share = 1 / (1 + np.exp(y - x))
    return np.where(x == y, 0.5, share).astype(share.dtype)[()]


def sinc_derivative(x: Any, n: Any) -> Any:
    """The derivative of order `n` of `np.sinc`.

    Source: `x sinc(x) = sin(pi x) / pi`, differentiated `n` times; near 0 the power series.

    >>> np.round(sinc_derivative(np.array([0.0, 0.5]), 1), 6)
    array([ 0.     , -1.27324])
    """
    x = np.asarray(x)
    near = np.abs(x) < 1
    divisor = np.where(near, 1, x)
    result = np.sinc(x)
    for k in range(1, n + 1):
        shifted = np.pi ** (k - 1) * np.sin(np.pi * x + k * np.pi / 2)
        result = (shifted - k * result) / divisor
    series = np.zeros_like(result)
    term = np.pi**n / (n + 1)
    for k in range(32):  # for abs(x) < 1 the rest is below the rounding error
        series = series + np.where(near, x, 0) ** k * (np.cos((n + k) * np.pi / 2).round() * term)
        term *= np.pi * (n + k + 1) / ((k + 1) * (n + k + 2))
    return np.where(near, series, result).astype(x.dtype)[()]


def i0_derivative(x: Any, n: Any) -> Any:
    """The derivative of order `n` of `np.i0`, the modified Bessel function.

    Source: DLMF 10.32.1, by the midpoint rule, which converges exponentially on a period.

    >>> np.round(i0_derivative(np.array([0.0, 1.0]), 1), 6)
    array([0.      , 0.565159])
    """
    x = np.asarray(x)
    c = np.cos((np.arange(64) + 0.5) * (np.pi / 128))
    parity = np.sinh if n % 2 else np.cosh  # what is left of exp over the whole period
    return np.mean(c**n * parity(x[..., None] * c), axis=-1).astype(x.dtype)[()]


def digamma(x: Any) -> Any:
    """The derivative of the logarithm of the gamma function.

    >>> np.round(digamma(np.array([1.0, -0.5])), 6)
    array([-0.577216,  0.03649 ])
    """
    return polygamma(0, x)


def polygamma(n: Any, x: Any) -> Any:
    """The derivative of order `n` of the digamma function, for real `x`.

    Source: DLMF 5.5.2, 5.5.4 (recurrence, reflection), 5.11.2 and 5.15.8 (expansion).

    >>> np.round(polygamma(1, np.array([1.0, -0.5])), 6)
    array([1.644934, 8.934802])
    """
    x = np.asarray(x)
    z = np.where(x > 0, x, 1 - x).astype(np.float64)  # reflected where negative
    sign = (-1) ** (n + 1)
    factorial = np.prod(np.arange(1.0, n + 1))
    total = np.zeros_like(z)
    for _ in range(12 + n):  # shift to where the expansion is accurate
        small = z < 12 + n
        total = total + np.where(small, sign * factorial / z ** (n + 1), 0)
        z = np.where(small, z + 1, z)
    lead = -np.log(z) if n == 0 else factorial / n / z**n
    series = lead + factorial / (2 * z ** (n + 1))
    bernoulli = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
    rising = factorial * (n + 1) / 2  # (2k + n - 1)! / (2k)! for k = 1
    for k in range(1, len(bernoulli) + 1):
        series = series + bernoulli[k - 1] * rising / z ** (2 * k + n)
        rising *= (2 * k + n) * (2 * k + n + 1) / ((2 * k + 1) * (2 * k + 2))
    total = total + sign * series
    cotangent = np.polynomial.Polynomial([0.0, 1.0])
    for _ in range(n):  # the derivatives of cot(pi x) are polynomials in cot(pi x)
        cotangent = -np.pi * np.polynomial.Polynomial([1.0, 0.0, 1.0]) * cotangent.deriv()
    negative = x <= 0
    turn = np.pi * np.where(negative, x - np.round(x), 0.25)
    with np.errstate(divide="ignore", invalid="ignore"):
        reflected = (-1) ** n * total - np.pi * cotangent(1 / np.tan(turn))
    return np.where(negative, reflected, total).astype(x.dtype)[()]
