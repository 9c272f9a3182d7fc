"""scipy.special: read where a program uses it (rules/libraries.py)."""

# mypy: allow-untyped-defs

# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import math

import numpy as np
from scipy import special

from adcompile.rules import elementwise, operators
from adcompile.rules.table import rule
from adcompile.runtime.reductions import unreduce

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
def logsumexp(a, axis=None, *, keepdims=False, out, g):
    if axis is None or keepdims:
        return g * np.exp(a - out), None, None
    return (
        unreduce(g, a, axis, keepdims) * np.exp(a - unreduce(out, a, axis, keepdims)),
        None,
        None,
    )


@logsumexp.jvp
def logsumexp_jvp(a, axis=None, *, keepdims=False, out, a_dot):
    weights = np.exp(a - unreduce(out, a, axis, keepdims))
    return np.sum(weights * a_dot, axis=axis, keepdims=keepdims), None, None


# The normal distribution.


@rule(special.ndtr)
def ndtr(x, *, out, g):
    return g * np.exp(-x * x / 2) / math.sqrt(2 * math.pi)


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
    # No derivative in x is known, which nan says to whoever asks for it.
    return g * np.nan, -g * x * special.zeta(x + 1, q)


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
    return g * np.nan, g * np.exp(special.xlogy(a - 1, x) - x - special.gammaln(a))


@rule(special.gammaincc, singular=True)
def gammaincc(a, x, *, out, g):
    return g * np.nan, -g * np.exp(special.xlogy(a - 1, x) - x - special.gammaln(a))


@rule(special.factorial, broadcasts=True, singular=True)
def factorial(n, *, out, g):
    return g * out * special.digamma(n + 1)


# Integrals and the Lambert function.  Source: DLMF 6.2.1, 19.4.1, 19.4.2, 4.13.4.


@rule(special.exp1, singular=True)
def exp1(z, *, out, g):
    return -g * np.exp(-z) / z


@rule(special.expi, singular=True)
def expi(x, *, out, g):
    return g * np.exp(x) / x


@rule(special.ellipk, singular=True)
def ellipk(m, *, out, g):
    return g * (special.ellipe(m) / (1 - m) - out) / (2 * m)


@rule(special.ellipe, singular=True)
def ellipe(m, *, out, g):
    return g * (out - special.ellipk(m)) / (2 * m)


@rule(special.lambertw, broadcasts=True, singular=True)
def lambertw(z, k=0, tol=1e-8, *, out, g):
    return g / (np.exp(out) * (1 + out)), None, None


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


# Bessel functions.  Source: DLMF 10.6.1, 10.29.1; no derivative in the order is known.


@rule(special.jv)
def jv(v, z, *, out, g):
    return g * np.nan, g * (special.jv(v - 1, z) - special.jv(v + 1, z)) / 2


@rule(special.yv, singular=True)
def yv(v, z, *, out, g):
    return g * np.nan, g * (special.yv(v - 1, z) - special.yv(v + 1, z)) / 2


@rule(special.iv)
def iv(v, z, *, out, g):
    return g * np.nan, g * (special.iv(v - 1, z) + special.iv(v + 1, z)) / 2


@rule(special.ive)
def ive(v, z, *, out, g):
    return (
        g * np.nan,
        g * ((special.ive(v - 1, z) + special.ive(v + 1, z)) / 2 - np.sign(z) * out),
    )


@rule(special.kv, singular=True)
def kv(v, z, *, out, g):
    return g * np.nan, -g * (special.kv(v - 1, z) + special.kv(v + 1, z)) / 2


@rule(special.j0)
def j0(x, *, out, g):
    return -g * special.j1(x)


@rule(special.j1)
def j1(x, *, out, g):
    return g * (special.j0(x) - special.jv(2, x)) / 2


@rule(special.y0, singular=True)
def y0(x, *, out, g):
    return -g * special.y1(x)


@rule(special.y1, singular=True)
def y1(x, *, out, g):
    return g * (special.y0(x) - special.yv(2, x)) / 2


@rule(special.i0)
def i0(x, *, out, g):
    return g * special.i1(x)


@rule(special.i1)
def i1(x, *, out, g):
    return g * (special.i0(x) + special.iv(2, x)) / 2


@rule(special.i0e)
def i0e(x, *, out, g):
    return g * (special.i1e(x) - np.sign(x) * out)


@rule(special.i1e)
def i1e(x, *, out, g):
    return g * ((special.i0e(x) + special.ive(2, x)) / 2 - np.sign(x) * out)


@rule(special.k0, singular=True)
def k0(x, *, out, g):
    return -g * special.k1(x)


@rule(special.k1, singular=True)
def k1(x, *, out, g):
    return -g * (special.k0(x) + special.kv(2, x)) / 2
