"""Polynomials by their coefficients: `np.polyval` and its kin, and `numpy.polynomial`.

NumPy's own functions take the coefficient of the highest power first, those of `numpy.polynomial`
take it last.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre, polynomial

from adcompile.rules.table import rule
from adcompile.runtime.polynomials import deflated, last_part, same_size, unpolyder, unpolyint

# Highest power first


@rule(np.polyval)
def polyval(p, x, *, out, g):
    powers = np.vander(np.ravel(x), len(p))
    return np.ravel(g) @ powers, g * np.polyval(np.polyder(p), x)


@polyval.jvp
def polyval_jvp(p, x, *, out, p_dot, x_dot):
    return np.polyval(p_dot, x), x_dot * np.polyval(np.polyder(p), x)


@rule(np.polyder, linear=True)
def polyder(p, m=1, *, out, g):
    return unpolyder(g, p, m), None


@rule(np.polyint)
def polyint(p, m=1, k=None, *, out, g):
    if k is None:
        return unpolyint(g, p, m), None, None
    return unpolyint(g, p, m), None, NotImplemented


@polyint.jvp
def polyint_jvp(p, m=1, k=None, *, out, p_dot):
    return np.polyint(p_dot, m), None, NotImplemented


@rule(np.polyadd)
def polyadd(a1, a2, *, out, g):
    return last_part(g, a1), last_part(g, a2)


@polyadd.jvp
def polyadd_jvp(a1, a2, *, out, a1_dot, a2_dot):
    zeros = np.zeros_like(out)
    return np.polyadd(zeros, a1_dot), np.polyadd(zeros, a2_dot)


@rule(np.polysub)
def polysub(a1, a2, *, out, g):
    return last_part(g, a1), -last_part(g, a2)


@polysub.jvp
def polysub_jvp(a1, a2, *, out, a1_dot, a2_dot):
    zeros = np.zeros_like(out)
    return np.polyadd(zeros, a1_dot), np.polysub(zeros, a2_dot)


@rule(np.polymul)
def polymul(a1, a2, *, out, g):
    grad_a1 = same_size(np.correlate(g, np.conj(a2), "valid"), a1)
    return grad_a1, same_size(np.correlate(g, np.conj(a1), "valid"), a2)


@polymul.jvp
def polymul_jvp(a1, a2, *, out, a1_dot, a2_dot):
    return np.convolve(a1_dot, a2), np.convolve(a1, a2_dot)


@rule(np.roots)  # p(r) = 0, so dr = -dp(r) / p'(r): for simple roots, and no zeros at the ends
def roots(p, *, out, g):
    return -(g / np.polyval(np.polyder(p), out)) @ np.vander(out, len(p))


@roots.jvp
def roots_jvp(p, *, out, p_dot):
    return -np.polyval(p_dot, out) / np.polyval(np.polyder(p), out)


@rule(np.poly)  # out = prod(z - root), so dout = -droot * (out / (z - root))
def poly(seq_of_zeros, *, out, g):
    return -(deflated(out, seq_of_zeros) @ g[1:])


@poly.jvp
def poly_jvp(seq_of_zeros, *, out, seq_of_zeros_dot):
    return np.pad(-(seq_of_zeros_dot @ deflated(out, seq_of_zeros)), (1, 0))


# The weighted sum of squares of y - polyval(p, x) is least where p = pinv(w * V) @ (w * y).


@rule(np.polyfit)
def polyfit(x, y, deg, *, w=1.0, out, g):
    slopes = np.pad(np.vander(x, deg) * np.arange(deg, 0, -1), ((0, 0), (0, 1)))
    a = np.expand_dims(np.broadcast_to(w, np.shape(x)), 1) * np.vander(x, deg + 1)
    h = np.linalg.pinv(a).T @ g
    rest = np.expand_dims(w * (y - np.polyval(out, x)), 1) * (np.linalg.pinv(a) @ h)
    grad_x = w * np.sum((rest - np.expand_dims(h, 1) * out) * slopes, axis=1)
    return grad_x, w * h, None, NotImplemented


@polyfit.jvp
def polyfit_jvp(x, y, deg, *, w=1.0, out, x_dot, y_dot):
    weights = np.expand_dims(np.broadcast_to(w, np.shape(x)), 1)
    inverse = np.linalg.pinv(weights * np.vander(x, deg + 1))
    a_dot = weights * (
        np.expand_dims(x_dot, 1)
        * np.pad(np.vander(x, deg) * np.arange(deg, 0, -1), ((0, 0), (0, 1)))
    )
    rest = w * (y - np.polyval(out, x))
    from_x = inverse @ (inverse.T @ (a_dot.T @ rest)) - inverse @ (a_dot @ out)
    return from_x, inverse @ (w * y_dot), None, NotImplemented


# Lowest power first: one rule for each of the six families


def series(value: Any, basis: Any, derivative: Any) -> None:
    """Register the rules of a family: the value of a series, and its basis."""

    @rule(value)
    def val(x, c, *, out, g):
        powers = basis(np.ravel(x), len(c) - 1)
        return g * value(x, derivative(c)), np.ravel(g) @ powers

    @val.jvp
    def val_jvp(x, c, *, out, x_dot, c_dot):
        return x_dot * value(x, derivative(c)), value(x, c_dot)


series(polynomial.polyval, polynomial.polyvander, polynomial.polyder)
series(chebyshev.chebval, chebyshev.chebvander, chebyshev.chebder)
series(legendre.legval, legendre.legvander, legendre.legder)
series(hermite.hermval, hermite.hermvander, hermite.hermder)
series(hermite_e.hermeval, hermite_e.hermevander, hermite_e.hermeder)
series(laguerre.lagval, laguerre.lagvander, laguerre.lagder)


def basis_of(basis: Any, derivative: Any) -> None:
    """Register a basis at some points, and the derivative of a series."""

    @rule(basis)
    def vander(x, deg, *, out, g):
        slopes = out[..., : len(derivative(np.eye(deg + 1)))] @ derivative(np.eye(deg + 1))
        return np.sum(g * slopes, axis=-1), None

    @vander.jvp
    def vander_jvp(x, deg, *, out, x_dot):
        slopes = out[..., : len(derivative(np.eye(deg + 1)))] @ derivative(np.eye(deg + 1))
        return np.expand_dims(x_dot, -1) * slopes, None

    @rule(derivative, linear=True)
    def der(c, m=1, *, out, g):
        return g @ derivative(np.eye(len(c)), m), None


basis_of(polynomial.polyvander, polynomial.polyder)
basis_of(chebyshev.chebvander, chebyshev.chebder)
basis_of(legendre.legvander, legendre.legder)
basis_of(hermite.hermvander, hermite.hermder)
basis_of(hermite_e.hermevander, hermite_e.hermeder)
basis_of(laguerre.lagvander, laguerre.lagder)


# The helpers above


@rule(unpolyder, linear=True)
def unpolyder_rule(x, like, m=1, *, out, g):
    return np.polyder(g, m), None, None


@rule(unpolyint, linear=True)
def unpolyint_rule(x, like, m=1, *, out, g):
    return np.polyint(g, m), None, None


@rule(last_part, linear=True)
def last_part_rule(x, like, *, out, g):
    return np.polyadd(np.zeros_like(x), g), None


@rule(same_size, linear=True)
def same_size_rule(x, like, *, out, g):
    return g, None


@rule(deflated)
def deflated_rule(p, roots, *, out, g):
    return NotImplemented, NotImplemented


@deflated_rule.jvp
def deflated_jvp(p, roots, *, out, p_dot, roots_dot):
    return NotImplemented, NotImplemented
