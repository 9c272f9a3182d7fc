"""Derivatives of distribution functions in their shapes, as series: they have no closed form."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special

__all__ = ["betainc_da", "betainc_db", "betainc_shapes", "gammainc_da", "kolmogorov_dy"]


def gammainc_da(a: Any, x: Any) -> Any:
    """The derivative of `special.gammainc(a, x)` in `a`.

    Source: DLMF 8.7.1, `gammainc(a, x) = exp(-x) * sum(x**(a + n) / gamma(a + n + 1))`, term by term;
    where `x` is far above `a`, the integral of the density of the upper tail (Gauss-Laguerre).

    >>> np.round(gammainc_da(2.0, np.array([0.5, 3.0])), 6)
    array([-0.151034, -0.197425])
    """
    dtype = np.result_type(a, x, np.float32)
    a, x = np.broadcast_arrays(np.asarray(a, float), np.asarray(x, float))
    safe = np.where(x > 0, x, 1.0)
    log_x = np.log(safe)
    term = np.exp(a * log_x - safe - special.gammaln(a + 1))
    psi = special.digamma(a + 1)
    total, largest = np.zeros(a.shape), term
    n = 1
    while np.any((term > 1e-18 * largest) & (safe <= 2 * a + 20)):
        total += term * (log_x - psi)
        term = term * safe / (a + n)
        largest = np.maximum(largest, term)
        psi = psi + 1 / (a + n)
        n += 1
    node, weight = special.roots_laguerre(40)
    t = safe[..., None] + node
    density = np.exp(
        (a[..., None] - 1) * np.log(t) - safe[..., None] - special.gammaln(a)[..., None]
    )
    upper = np.sum(weight * density * (np.log(t) - special.digamma(a)[..., None]), axis=-1)
    total = np.where(safe > 2 * a + 20, -upper, total)
    return np.asarray(np.where(x > 0, total, 0.0), dtype)[()]


def betainc_shapes(a: Any, b: Any, x: Any) -> Any:
    """The derivatives of `special.betainc(a, b, x)` in `a` and in `b`.

    Source: DLMF 8.17.8, a series of positive terms, term by term; for large `x` that of
    `1 - betainc(b, a, 1 - x)`.

    >>> np.round(betainc_shapes(2.0, 3.0, 0.4), 6)
    array([-0.240869,  0.156344])
    """
    a, b, x = np.broadcast_arrays(*(np.asarray(v, float) for v in (a, b, x)))
    turned = x > (a + 1) / (a + b + 2)
    p, q = np.where(turned, b, a), np.where(turned, a, b)
    y = np.where(turned, 1 - x, x)
    inside = (y > 0) & (y < 1)
    y = np.where(inside, y, 0.5)
    term = np.exp(p * np.log(y) + q * np.log1p(-y) - special.betaln(p, q)) / p
    both = special.digamma(p + q)
    in_p = np.log(y) - 1 / p - special.digamma(p) + both
    in_q = np.log1p(-y) - special.digamma(q) + both
    total_p, total_q = np.zeros(a.shape), np.zeros(a.shape)
    n, first = 0, term
    while np.any(term > 1e-18 * (1 - y) * first):
        total_p += term * in_p
        total_q += term * in_q
        term = term * y * (p + q + n) / (p + 1 + n)
        in_p = in_p + 1 / (p + q + n) - 1 / (p + 1 + n)
        in_q = in_q + 1 / (p + q + n)
        n += 1
    total_p, total_q = np.where(inside, total_p, 0.0), np.where(inside, total_q, 0.0)
    return np.stack([np.where(turned, -total_q, total_p), np.where(turned, -total_p, total_q)])


def betainc_da(a: Any, b: Any, x: Any) -> Any:
    """The derivative of `special.betainc(a, b, x)` in `a`.

    >>> round(float(betainc_da(2.0, 3.0, 0.4)), 6)
    -0.240869
    """
    return np.asarray(betainc_shapes(a, b, x)[0], np.result_type(a, b, x, np.float32))[()]


def betainc_db(a: Any, b: Any, x: Any) -> Any:
    """The derivative of `special.betainc(a, b, x)` in `b`.

    >>> round(float(betainc_db(2.0, 3.0, 0.4)), 6)
    0.156344
    """
    return np.asarray(betainc_shapes(a, b, x)[1], np.result_type(a, b, x, np.float32))[()]


def kolmogorov_dy(y: Any) -> Any:
    """The derivative of `special.kolmogorov(y)`.

    Source: the series in exp(-2 j**2 y**2), and for small `y` its Jacobi transform.

    >>> np.round(kolmogorov_dy(np.array([0.5, 1.0])), 6)
    array([-0.639583, -1.071949])
    """
    dtype = np.result_type(y, np.float32)
    y = np.asarray(y, float)[..., None]
    j = np.arange(1, 20)
    large = -8 * y * (-1.0) ** (j - 1) * j**2 * np.exp(-2 * j**2 * y**2)
    safe = np.where(y > 0.04, y, 1.0)
    rate = (2 * j - 1) ** 2 * np.pi**2 / 8
    small = -np.sqrt(2 * np.pi) * np.exp(-rate / safe**2) * (2 * rate / safe**2 - 1) / safe**2
    total = np.sum(np.where(y > 0.8, large, np.where(y > 0.04, small, 0.0)), axis=-1)
    return np.asarray(total, dtype)[()]
