"""scipy.special: read where a program uses it (rules/libraries.py)."""

# mypy: allow-untyped-defs

# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import math

import numpy as np
from scipy import special

from adcompile.rules import (
    elementwise,
    operators,
    scipy_special_distributions,
    scipy_special_functions,
)
from adcompile.rules.table import formula, nondifferentiable, rule
from adcompile.runtime.broadcasting import unbroadcast
from adcompile.runtime.elementwise import divide_or_zero
from adcompile.runtime.reductions import unreduce
from adcompile.runtime.scipy_special import betainc_da, betainc_db, gammainc_da

__all__ = ["scipy_special_distributions", "scipy_special_functions"]

nondifferentiable(special.round, special.gammasgn)

# What SciPy has as NumPy or math has it.

rule(special.expm1, singular=True)(elementwise.expm1.vjp)
rule(special.exp2, singular=True)(elementwise.exp2.vjp)
rule(special.log1p, singular=True)(elementwise.log1p.vjp)
rule(special.cbrt, singular=True)(elementwise.cbrt.vjp)
rule(special.erf)(operators.erf.vjp)
rule(special.erfc)(operators.erfc.vjp)


@rule(special.exp10, singular=True)
def exp10(x, *, out, g):
    return g * out * math.log(10)


# The logistic function and its kin.


@rule(special.expit)
def expit(x, *, out, g):
    return g * (1 - out) * out


@rule(special.logit, singular=True)
def logit(x, *, out, g):
    return g / (x * (1 - x))


@rule(special.log_expit)
def log_expit(x, *, out, g):
    return g * special.expit(-x)


@rule(special.softmax)
def softmax(x, axis=None, *, out, g):
    return out * (g - np.sum(g * out, axis=axis, keepdims=True)), None


@softmax.jvp
def softmax_jvp(x, axis=None, *, out, x_dot):
    return out * (x_dot - np.sum(x_dot * out, axis=axis, keepdims=True)), None


@rule(special.log_softmax)
def log_softmax(x, axis=None, *, out, g):
    return g - np.exp(out) * np.sum(g, axis=axis, keepdims=True), None


@log_softmax.jvp
def log_softmax_jvp(x, axis=None, *, out, x_dot):
    return x_dot - np.sum(np.exp(out) * x_dot, axis=axis, keepdims=True), None


@rule(special.logsumexp)
def logsumexp(a, axis=None, b=None, keepdims=False, *, out, g):
    if b is None and (axis is None or keepdims is True):
        return g * np.exp(a - out), None, None, None
    if b is None:
        weights = np.exp(a - unreduce(out, a, axis, keepdims))
        return unreduce(g, a, axis, keepdims) * weights, None, None, None
    both = np.broadcast_arrays(a, b)[0]
    weights = unreduce(g, both, axis, keepdims) * np.exp(a - unreduce(out, both, axis, keepdims))
    return unbroadcast(weights * b, a), None, unbroadcast(weights, b), None


@logsumexp.jvp
def logsumexp_jvp(a, axis=None, b=None, keepdims=False, *, out, a_dot, b_dot):
    if b is None:
        weights = np.exp(a - unreduce(out, a, axis, keepdims))
        return np.sum(weights * a_dot, axis=axis, keepdims=keepdims), None, None, None
    weights = np.exp(a - unreduce(out, np.broadcast_arrays(a, b)[0], axis, keepdims))
    return (
        np.sum(weights * b * a_dot, axis=axis, keepdims=keepdims),
        None,
        np.sum(weights * b_dot, axis=axis, keepdims=keepdims),
        None,
    )


@rule(special.boxcox, singular=True)
def boxcox(x, lmbda, *, out, g):
    # The derivative of (exp(t) - 1) / t is hyp1f1(2, 3, t) / 2, also at 0.
    log_x = np.log(x)
    grad_lmbda = g * log_x**2 * special.hyp1f1(2, 3, lmbda * log_x) / 2
    return g * x ** (lmbda - 1), grad_lmbda


@rule(special.boxcox1p, singular=True)
def boxcox1p(x, lmbda, *, out, g):
    log_x = np.log1p(x)
    grad_lmbda = g * log_x**2 * special.hyp1f1(2, 3, lmbda * log_x) / 2
    return g * (1 + x) ** (lmbda - 1), grad_lmbda


@rule(special.inv_boxcox, singular=True)
def inv_boxcox(y, lmbda, *, out, g):
    log_x = np.log(out)
    grad_y = g * out ** (1 - lmbda)
    return grad_y, -grad_y * log_x**2 * special.hyp1f1(2, 3, lmbda * log_x) / 2


@rule(special.inv_boxcox1p, singular=True)
def inv_boxcox1p(y, lmbda, *, out, g):
    log_x = np.log1p(out)
    grad_y = g * (1 + out) ** (1 - lmbda)
    return grad_y, -grad_y * log_x**2 * special.hyp1f1(2, 3, lmbda * log_x) / 2


@rule(special.huber)
def huber(delta, r, *, out, g):
    return g * np.maximum(np.abs(r) - delta, 0), g * np.minimum(np.maximum(r, -delta), delta)


@rule(special.pseudo_huber, singular=True)
def pseudo_huber(delta, r, *, out, g):
    s = np.sqrt(1 + (r / delta) ** 2)
    return g * (2 * out - r * r / s) / delta, g * r / s


@rule(special.exprel)
def exprel(x, *, out, g):
    return g * special.hyp1f1(2, 3, x) / 2


@rule(special.cosm1)
def cosm1(x, *, out, g):
    return -g * np.sin(x)


@rule(special.powm1, singular=True)
def powm1(x, y, *, out, g):
    return g * y * x ** (y - 1), g * (1 + out) * np.log(x)


@rule(special.sindg)
def sindg(x, *, out, g):
    return g * math.radians(1) * special.cosdg(x)


@rule(special.cosdg)
def cosdg(x, *, out, g):
    return -g * math.radians(1) * special.sindg(x)


@rule(special.tandg, singular=True)
def tandg(x, *, out, g):
    return g * math.radians(1) * (1 + out * out)


@rule(special.cotdg, singular=True)
def cotdg(x, *, out, g):
    return -g * math.radians(1) * (1 + out * out)


@rule(special.diric, broadcasts=True)
def diric(x, n, *, out, g):
    # 0 at the multiples of 2 pi
    slope = np.cos(n * x / 2) - out * np.cos(x / 2)
    return g * divide_or_zero(slope, 2 * np.sin(x / 2)), None


# The normal distribution.


@rule(special.ndtr)
def ndtr(x, *, out, g):
    return g * np.exp(-x * x / 2) / math.sqrt(2 * math.pi)


@rule(special.ndtri_exp, singular=True)
def ndtri_exp(y, *, out, g):
    return g * math.sqrt(2 * math.pi) * np.exp(out * out / 2 + y)


@rule(special.owens_t, singular=True)
def owens_t(h, a, *, out, g):
    # Source: Owen (1956), equations 2.1 and 2.4
    grad_h = -g * np.exp(-h * h / 2) * special.erf(a * h / math.sqrt(2)) / math.sqrt(8 * math.pi)
    return grad_h, g * np.exp(-h * h * (1 + a * a) / 2) / (2 * math.pi * (1 + a * a))


@rule(special.ndtri, singular=True)
def ndtri(y, *, out, g):
    return g * math.sqrt(2 * math.pi) * np.exp(out * out / 2)


@rule(special.log_ndtr)
def log_ndtr(x, *, out, g):
    return g * np.exp(-x * x / 2 - out) / math.sqrt(2 * math.pi)


@rule(special.erfinv, singular=True)
def erfinv(y, *, out, g):
    return g * math.sqrt(math.pi) / 2 * np.exp(out * out)


@rule(special.erfcinv, singular=True)
def erfcinv(y, *, out, g):
    return -g * math.sqrt(math.pi) / 2 * np.exp(out * out)


@rule(special.erfcx, singular=True)
def erfcx(x, *, out, g):
    return g * (2 * x * out - 2 / math.sqrt(math.pi))


@rule(special.erfi, singular=True)
def erfi(x, *, out, g):
    return g * 2 / math.sqrt(math.pi) * np.exp(x * x)


@rule(special.dawsn)
def dawsn(x, *, out, g):
    return g * (1 - 2 * x * out)


# The gamma function and its kin.


@rule(special.gamma, singular=True)
def gamma(z, *, out, g):
    return g * out * special.digamma(z)


@rule(special.gammaln, special.loggamma, singular=True)
def gammaln(x, *, out, g):
    return g * special.digamma(x)


@rule(special.digamma, singular=True)
def digamma(z, *, out, g):
    return g * special.zeta(2, z)  # the trigamma function, in the dtype of z


@rule(special.polygamma, broadcasts=True, singular=True)
def polygamma(n, x, *, out, g):
    return None, g * special.polygamma(n + 1, x)


@rule(special.zeta, broadcasts=True, singular=True)
def zeta(x, q, *, out, g):
    return NotImplemented, -g * x * special.zeta(x + 1, q)


@rule(special.beta, singular=True)
def beta(a, b, *, out, g):
    return (
        g * out * (special.digamma(a) - special.digamma(a + b)),
        g * out * (special.digamma(b) - special.digamma(a + b)),
    )


@rule(special.betaln, singular=True)
def betaln(a, b, *, out, g):
    return (
        g * (special.digamma(a) - special.digamma(a + b)),
        g * (special.digamma(b) - special.digamma(a + b)),
    )


@rule(special.gammainc, singular=True)
def gammainc(a, x, *, out, g):
    return g * gammainc_da(a, x), g * gamma_density(a, x)


@rule(special.gammaincc, singular=True)
def gammaincc(a, x, *, out, g):
    return -g * gammainc_da(a, x), -g * gamma_density(a, x)


@rule(special.gammaincinv, singular=True)
def gammaincinv(a, y, *, out, g):
    density = gamma_density(a, out)
    return -g * gammainc_da(a, out) / density, g / density


@rule(special.gammainccinv, singular=True)
def gammainccinv(a, y, *, out, g):
    density = gamma_density(a, out)
    return -g * gammainc_da(a, out) / density, -g / density


@formula
def gamma_density(a, x):
    return np.exp(special.xlogy(a - 1, x) - x - special.gammaln(a))


@rule(gammainc_da, broadcasts=True)
def gammainc_da_rule(a, x, *, out, g):
    return NotImplemented, g * gamma_density(a, x) * (np.log(x) - special.digamma(a))


@rule(special.betainc, singular=True)
def betainc(a, b, x, *, out, g):
    return g * betainc_da(a, b, x), g * betainc_db(a, b, x), g * beta_density(a, b, x)


@rule(special.betaincc, singular=True)
def betaincc(a, b, x, *, out, g):
    return -g * betainc_da(a, b, x), -g * betainc_db(a, b, x), -g * beta_density(a, b, x)


@rule(special.betaincinv, singular=True)
def betaincinv(a, b, y, *, out, g):
    grad_y = g / beta_density(a, b, out)
    return -grad_y * betainc_da(a, b, out), -grad_y * betainc_db(a, b, out), grad_y


@rule(special.betainccinv, singular=True)
def betainccinv(a, b, y, *, out, g):
    scaled = g / beta_density(a, b, out)
    return -scaled * betainc_da(a, b, out), -scaled * betainc_db(a, b, out), -scaled


@formula
def beta_density(a, b, x):
    return np.exp(special.xlogy(a - 1, x) + special.xlog1py(b - 1, -x) - special.betaln(a, b))


@rule(betainc_da, broadcasts=True)
def betainc_da_rule(a, b, x, *, out, g):
    slope = np.log(x) - special.digamma(a) + special.digamma(a + b)
    return NotImplemented, NotImplemented, g * beta_density(a, b, x) * slope


@rule(betainc_db, broadcasts=True)
def betainc_db_rule(a, b, x, *, out, g):
    slope = np.log1p(-x) - special.digamma(b) + special.digamma(a + b)
    return NotImplemented, NotImplemented, g * beta_density(a, b, x) * slope


@rule(special.rgamma)
def rgamma(z, *, out, g):
    return -g * out * special.digamma(z)


@rule(special.multigammaln, broadcasts=True, singular=True)
def multigammaln(a, d, *, out, g):
    return g * np.sum(special.digamma(np.expand_dims(a, -1) - np.arange(d) / 2), axis=-1), None


@rule(special.binom, singular=True)
def binom(n, k, *, out, g):
    between = special.digamma(n - k + 1)
    return (
        g * out * (special.digamma(n + 1) - between),
        g * out * (between - special.digamma(k + 1)),
    )


@rule(special.comb, broadcasts=True, singular=True)
def comb(N, k, *, out, g):
    between = special.digamma(N - k + 1)
    return (
        g * out * (special.digamma(N + 1) - between),
        g * out * (between - special.digamma(k + 1)),
    )


@rule(special.perm, broadcasts=True, singular=True)
def perm(N, k, *, out, g):
    between = special.digamma(N - k + 1)
    return g * out * (special.digamma(N + 1) - between), g * out * between


@rule(special.poch, singular=True)
def poch(z, m, *, out, g):
    raised = special.digamma(z + m)
    return g * out * (raised - special.digamma(z)), g * out * raised


@rule(special.factorial, broadcasts=True, singular=True)
def factorial(n, *, out, g):
    return g * out * special.digamma(n + 1)


# Products with logarithms.  Where x is 0 the derivative in y is 0, also at y = 0.


@rule(special.xlogy, singular=True)
def xlogy(x, y, *, out, g):
    return g * np.log(1.0 * y), g * x / (y + (x == 0))


@rule(special.xlog1py, singular=True)
def xlog1py(x, y, *, out, g):
    return g * np.log1p(1.0 * y), g * x / (1 + y + (x == 0))


@rule(special.entr, singular=True)
def entr(x, *, out, g):
    return -g * (np.log(x) + 1)


@rule(special.rel_entr, singular=True)
def rel_entr(x, y, *, out, g):
    return g * (np.log(x / y) + 1), -g * x / (y + (x == 0))


@rule(special.kl_div, singular=True)
def kl_div(x, y, *, out, g):
    return g * np.log(x / y), g * (1 - x / (y + (x == 0)))
