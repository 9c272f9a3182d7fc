"""scipy.stats: continuous distributions, in the argument, the location, the scale and the shapes.

A distribution is known by a few formulas of the standardised argument `z = (x - loc) / scale`: its
score (the derivative of the logarithm of its density), the derivatives of that logarithm in the shapes, and
those of its distribution function in the shapes.  All else follows: see `continuous`.

Source of the densities: the documentation of scipy.stats.
"""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special, stats

from adcompile.rules import scipy_special, scipy_stats_discrete, scipy_stats_samples
from adcompile.rules.scipy_special import gamma_density
from adcompile.rules.scipy_special_distributions import f_in_dfd, f_in_dfn, t_in_df
from adcompile.rules.table import UNKNOWN, formula, rule
from adcompile.runtime.scipy_special import betainc_da, betainc_db, gammainc_da

__all__ = ["continuous", "scipy_special", "scipy_stats_discrete", "scipy_stats_samples"]

Formula = Callable[..., Any]


# -- what follows from the formulas of a distribution -----------------------------------------


@formula
def standard(x, loc, scale):
    if isinstance(loc, int) and loc == 0:
        return over(x, scale)
    return over(x - loc, scale)


@formula
def over(x, scale):
    if isinstance(scale, int) and scale == 1:
        return x
    return x / scale


def continuous(
    d: Any,
    score: Formula,
    *shapes: tuple[Formula, Formula],
    inner: float | None = None,
) -> None:
    """Register the rules of a distribution.

    `score` is a function of `z` and the shapes; so are the two of each shape: the derivative of the
    logarithm of the density, and that of the distribution function.  Where the support is a part of the real
    line, `inner` is a point in it: outside, where nothing changes, the formulas are evaluated there.
    """

    @formula
    def place(z, known):
        return np.where(known, z, inner)

    @formula
    def kept(g, known):
        return np.where(known, g, 0)

    @formula
    def anywhere(x, known):
        return x

    everywhere = (anywhere, anywhere) if inner is None else (place, kept)
    names = dict(zip((d.shapes or "").split(", "), ("a", "b"), strict=False))
    families: list[Callable[..., None]] = [without_shape, with_one_shape, with_two_shapes]
    families[len(shapes)](d, names, formula(score), *everywhere, *sum(shapes, ()))


def without_shape(d, names, score, place, kept):
    @rule(d.logpdf, broadcasts=True)
    def logpdf(x, loc=0, scale=1, *, out, g):
        h = over(kept(g, out > -np.inf), scale)
        z = place(standard(x, loc, scale), out > -np.inf)
        return h * score(z), -h * score(z), -h * (1 + z * score(z))

    @rule(d.pdf, broadcasts=True)
    def pdf(x, loc=0, scale=1, *, out, g):
        h = over(g * out, scale)
        z = place(standard(x, loc, scale), out > 0)
        return h * score(z), -h * score(z), -h * (1 + z * score(z))

    @rule(d.cdf, broadcasts=True)
    def cdf(x, loc=0, scale=1, *, out, g):
        h = g * d.pdf(x, loc, scale)
        return h, -h, -h * standard(x, loc, scale)

    @rule(d.sf, broadcasts=True)
    def sf(x, loc=0, scale=1, *, out, g):
        h = g * d.pdf(x, loc, scale)
        return -h, h, h * standard(x, loc, scale)

    @rule(d.logcdf, broadcasts=True)
    def logcdf(x, loc=0, scale=1, *, out, g):
        h = g * np.exp(d.logpdf(x, loc, scale) - kept(out, out > -np.inf))
        return h, -h, -h * standard(x, loc, scale)

    @rule(d.logsf, broadcasts=True)
    def logsf(x, loc=0, scale=1, *, out, g):
        h = g * np.exp(d.logpdf(x, loc, scale) - kept(out, out > -np.inf))
        return -h, h, h * standard(x, loc, scale)

    @rule(d.ppf, broadcasts=True, singular=True)
    def ppf(q, loc=0, scale=1, *, out, g):
        return g / d.pdf(out, loc, scale), g, g * standard(out, loc, scale)

    @rule(d.isf, broadcasts=True, singular=True)
    def isf(q, loc=0, scale=1, *, out, g):
        return -g / d.pdf(out, loc, scale), g, g * standard(out, loc, scale)

    @rule(d.entropy, broadcasts=True)
    def entropy(loc=0, scale=1, *, out, g):
        return None, g / scale


def with_one_shape(d, names, score, place, kept, log_a, cdf_a):
    @rule(d.logpdf, broadcasts=True, names=names)
    def logpdf(x, a, loc=0, scale=1, *, out, g):
        h = kept(g, out > -np.inf)
        z = place(standard(x, loc, scale), out > -np.inf)
        s = over(h, scale)
        return (
            s * score(z, a),
            h * log_a(z, a),
            -s * score(z, a),
            -s * (1 + z * score(z, a)),
        )

    @rule(d.pdf, broadcasts=True, names=names)
    def pdf(x, a, loc=0, scale=1, *, out, g):
        h = g * out
        z = place(standard(x, loc, scale), out > 0)
        s = over(h, scale)
        return (
            s * score(z, a),
            h * log_a(z, a),
            -s * score(z, a),
            -s * (1 + z * score(z, a)),
        )

    @rule(d.cdf, broadcasts=True, names=names)
    def cdf(x, a, loc=0, scale=1, *, out, g):
        h = g * d.pdf(x, a, loc, scale)
        known = (out > 0) & (out < 1)
        z = place(standard(x, loc, scale), known)
        return h, kept(g, known) * cdf_a(z, a), -h, -h * standard(x, loc, scale)

    @rule(d.sf, broadcasts=True, names=names)
    def sf(x, a, loc=0, scale=1, *, out, g):
        h = g * d.pdf(x, a, loc, scale)
        known = (out > 0) & (out < 1)
        z = place(standard(x, loc, scale), known)
        return -h, -kept(g, known) * cdf_a(z, a), h, h * standard(x, loc, scale)

    @rule(d.logcdf, broadcasts=True, names=names)
    def logcdf(x, a, loc=0, scale=1, *, out, g):
        known = (out > -np.inf) & (out < 0)
        h = g * np.exp(d.logpdf(x, a, loc, scale) - kept(out, known))
        z = place(standard(x, loc, scale), known)
        return h, kept(g * np.exp(-out), known) * cdf_a(z, a), -h, -h * standard(x, loc, scale)

    @rule(d.logsf, broadcasts=True, names=names)
    def logsf(x, a, loc=0, scale=1, *, out, g):
        known = (out > -np.inf) & (out < 0)
        h = g * np.exp(d.logpdf(x, a, loc, scale) - kept(out, known))
        z = place(standard(x, loc, scale), known)
        return -h, -kept(g * np.exp(-out), known) * cdf_a(z, a), h, h * standard(x, loc, scale)

    @rule(d.ppf, broadcasts=True, singular=True, names=names)
    def ppf(q, a, loc=0, scale=1, *, out, g):
        h = g / d.pdf(out, a, loc, scale)
        return h, -h * cdf_a(standard(out, loc, scale), a), g, g * standard(out, loc, scale)

    @rule(d.isf, broadcasts=True, singular=True, names=names)
    def isf(q, a, loc=0, scale=1, *, out, g):
        h = g / d.pdf(out, a, loc, scale)
        return -h, -h * cdf_a(standard(out, loc, scale), a), g, g * standard(out, loc, scale)


def with_two_shapes(d, names, score, place, kept, log_a, cdf_a, log_b, cdf_b):
    @rule(d.logpdf, broadcasts=True, names=names)
    def logpdf(x, a, b, loc=0, scale=1, *, out, g):
        h = kept(g, out > -np.inf)
        z = place(standard(x, loc, scale), out > -np.inf)
        s = over(h, scale)
        return (
            s * score(z, a, b),
            h * log_a(z, a, b),
            h * log_b(z, a, b),
            -s * score(z, a, b),
            -s * (1 + z * score(z, a, b)),
        )

    @rule(d.pdf, broadcasts=True, names=names)
    def pdf(x, a, b, loc=0, scale=1, *, out, g):
        h = g * out
        z = place(standard(x, loc, scale), out > 0)
        s = over(h, scale)
        return (
            s * score(z, a, b),
            h * log_a(z, a, b),
            h * log_b(z, a, b),
            -s * score(z, a, b),
            -s * (1 + z * score(z, a, b)),
        )

    @rule(d.cdf, broadcasts=True, names=names)
    def cdf(x, a, b, loc=0, scale=1, *, out, g):
        h = g * d.pdf(x, a, b, loc, scale)
        known = (out > 0) & (out < 1)
        z = place(standard(x, loc, scale), known)
        k = kept(g, known)
        return h, k * cdf_a(z, a, b), k * cdf_b(z, a, b), -h, -h * standard(x, loc, scale)

    @rule(d.sf, broadcasts=True, names=names)
    def sf(x, a, b, loc=0, scale=1, *, out, g):
        h = g * d.pdf(x, a, b, loc, scale)
        known = (out > 0) & (out < 1)
        z = place(standard(x, loc, scale), known)
        k = kept(g, known)
        return -h, -k * cdf_a(z, a, b), -k * cdf_b(z, a, b), h, h * standard(x, loc, scale)

    @rule(d.logcdf, broadcasts=True, names=names)
    def logcdf(x, a, b, loc=0, scale=1, *, out, g):
        known = (out > -np.inf) & (out < 0)
        h = g * np.exp(d.logpdf(x, a, b, loc, scale) - kept(out, known))
        z = place(standard(x, loc, scale), known)
        k = kept(g * np.exp(-out), known)
        return h, k * cdf_a(z, a, b), k * cdf_b(z, a, b), -h, -h * standard(x, loc, scale)

    @rule(d.logsf, broadcasts=True, names=names)
    def logsf(x, a, b, loc=0, scale=1, *, out, g):
        known = (out > -np.inf) & (out < 0)
        h = g * np.exp(d.logpdf(x, a, b, loc, scale) - kept(out, known))
        z = place(standard(x, loc, scale), known)
        k = kept(g * np.exp(-out), known)
        return -h, -k * cdf_a(z, a, b), -k * cdf_b(z, a, b), h, h * standard(x, loc, scale)

    @rule(d.ppf, broadcasts=True, singular=True, names=names)
    def ppf(q, a, b, loc=0, scale=1, *, out, g):
        h = g / d.pdf(out, a, b, loc, scale)
        z = standard(out, loc, scale)
        return h, -h * cdf_a(z, a, b), -h * cdf_b(z, a, b), g, g * z

    @rule(d.isf, broadcasts=True, singular=True, names=names)
    def isf(q, a, b, loc=0, scale=1, *, out, g):
        h = g / d.pdf(out, a, b, loc, scale)
        z = standard(out, loc, scale)
        return -h, -h * cdf_a(z, a, b), -h * cdf_b(z, a, b), g, g * z


def shape(log_density: Formula, distribution: Formula) -> tuple[Formula, Formula]:
    """The two formulas of a shape."""
    return formula(log_density), formula(distribution)


# -- the distributions --------------------------------------------------------------------------


def norm(z):
    return -z


def expon(z):
    return -1.0


def laplace(z):
    return -np.sign(z)


def logistic(z):
    return -np.tanh(z / 2)


def cauchy(z):
    return -2 * z / (1 + z * z)


def gumbel_r(z):
    return np.exp(-z) - 1


def gumbel_l(z):
    return 1 - np.exp(z)


def rayleigh(z):
    return 1 / z - z


continuous(stats.norm, norm)
continuous(stats.halfnorm, norm, inner=1.0)
continuous(stats.expon, expon, inner=1.0)
continuous(stats.laplace, laplace)
continuous(stats.logistic, logistic)
continuous(stats.cauchy, cauchy)
continuous(stats.gumbel_r, gumbel_r)
continuous(stats.gumbel_l, gumbel_l)
continuous(stats.rayleigh, rayleigh, inner=1.0)


def gamma(z, a):
    return (a - 1) / z - 1


def gamma_a(z, a):
    return np.log(z) - special.digamma(a)


def gamma_cdf_a(z, a):
    return gammainc_da(a, z)


continuous(stats.gamma, gamma, shape(gamma_a, gamma_cdf_a), inner=1.0)


def invgamma(z, a):
    return (1 / z - a - 1) / z


def invgamma_a(z, a):
    return -np.log(z) - special.digamma(a)


def invgamma_cdf_a(z, a):
    return -gammainc_da(a, 1 / z)


continuous(stats.invgamma, invgamma, shape(invgamma_a, invgamma_cdf_a), inner=1.0)


def chi2(z, df):
    return (df / 2 - 1) / z - 0.5


def chi2_df(z, df):
    return (np.log(z / 2) - special.digamma(df / 2)) / 2


def chi2_cdf_df(z, df):
    return gammainc_da(df / 2, z / 2) / 2


continuous(stats.chi2, chi2, shape(chi2_df, chi2_cdf_df), inner=1.0)


def t(z, df):
    return -(df + 1) * z / (df + z * z)


def t_df(z, df):
    w = z * z / df
    gap = special.digamma((df + 1) / 2) - special.digamma(df / 2)
    return (gap - np.log1p(w) + ((df + 1) * w / (1 + w) - 1) / df) / 2


def t_cdf_df(z, df):
    return t_in_df(df, z)


continuous(stats.t, t, shape(t_df, t_cdf_df))


def lognorm(z, s):
    return -(1 + np.log(z) / s**2) / z


def lognorm_s(z, s):
    return ((np.log(z) / s) ** 2 - 1) / s


def lognorm_cdf_s(z, s):
    u = np.log(z) / s
    return -np.exp(-u * u / 2) * u / (s * math.sqrt(2 * math.pi))


continuous(stats.lognorm, lognorm, shape(lognorm_s, lognorm_cdf_s), inner=1.0)


def weibull_min(z, c):
    return (c - 1 - c * z**c) / z


def weibull_min_c(z, c):
    return 1 / c + np.log(z) * (1 - z**c)


def weibull_min_cdf_c(z, c):
    return np.exp(-(z**c)) * z**c * np.log(z)


continuous(stats.weibull_min, weibull_min, shape(weibull_min_c, weibull_min_cdf_c), inner=1.0)


def pareto(z, b):
    return -(b + 1) / z


def pareto_b(z, b):
    return 1 / b - np.log(z)


def pareto_cdf_b(z, b):
    return z**-b * np.log(z)


continuous(stats.pareto, pareto, shape(pareto_b, pareto_cdf_b), inner=2.0)


def gennorm(z, beta):
    return -beta * np.sign(z) * np.abs(z) ** (beta - 1)


def gennorm_beta(z, beta):
    power = special.xlogy(np.abs(z) ** beta, np.abs(z))
    return (1 + special.digamma(1 / beta) / beta) / beta - power


def gennorm_cdf_beta(z, beta):
    w = np.abs(z) ** beta
    by_argument = gamma_density(1 / beta, w) * special.xlogy(w, np.abs(z))
    return np.sign(z) * (by_argument - gammainc_da(1 / beta, w) / beta**2) / 2


continuous(stats.gennorm, gennorm, shape(gennorm_beta, gennorm_cdf_beta))


@formula
def mills(u):  # the derivative of log_ndtr
    return np.exp(-u * u / 2 - special.log_ndtr(u)) / math.sqrt(2 * math.pi)


def skewnorm(z, a):
    return a * mills(a * z) - z


def skewnorm_a(z, a):
    return z * mills(a * z)


def skewnorm_cdf_a(z, a):
    return -np.exp(-z * z * (1 + a * a) / 2) / (math.pi * (1 + a * a))


continuous(stats.skewnorm, skewnorm, shape(skewnorm_a, skewnorm_cdf_a))


def genextreme(z, c):
    y = 1 - c * z
    return (np.exp(np.log(y) / c) - 1 + c) / y


def genextreme_c(z, c):
    power = np.log1p(-c * z) / c
    return (1 - c - np.exp(power)) * power_in_c(z, c, power) - power


def genextreme_cdf_c(z, c):
    power = np.log1p(-c * z) / c
    return -np.exp(power - np.exp(power)) * power_in_c(z, c, power)


@formula
def power_in_c(z, c, power):
    return -(z / (1 - c * z) + power) / c


continuous(stats.genextreme, genextreme, shape(genextreme_c, genextreme_cdf_c), inner=0.0)


def vonmises(z, kappa):
    return -kappa * np.sin(z)


def vonmises_kappa(z, kappa):
    return np.cos(z) - special.i1e(kappa) / special.i0e(kappa)


def vonmises_cdf_kappa(z, kappa):
    return UNKNOWN


continuous(stats.vonmises, vonmises, shape(vonmises_kappa, vonmises_cdf_kappa))


def beta(z, a, b):
    return (a - 1) / z - (b - 1) / (1 - z)


def beta_a(z, a, b):
    return np.log(z) - special.digamma(a) + special.digamma(a + b)


def beta_b(z, a, b):
    return np.log1p(-z) - special.digamma(b) + special.digamma(a + b)


def beta_cdf_a(z, a, b):
    return betainc_da(a, b, z)


def beta_cdf_b(z, a, b):
    return betainc_db(a, b, z)


continuous(stats.beta, beta, shape(beta_a, beta_cdf_a), shape(beta_b, beta_cdf_b), inner=0.5)


def f(z, dfn, dfd):
    return (dfn / 2 - 1) / z - dfn * (dfn + dfd) / (2 * (dfd + dfn * z))


def f_dfn(z, dfn, dfd):
    ratio = dfn * z / dfd
    gap = special.digamma((dfn + dfd) / 2) - special.digamma(dfn / 2)
    return (gap + np.log(ratio / (1 + ratio)) + (1 - z) / (1 + ratio)) / 2


def f_dfd(z, dfn, dfd):
    ratio = dfn * z / dfd
    gap = special.digamma((dfn + dfd) / 2) - special.digamma(dfd / 2)
    return (gap - np.log1p(ratio) + dfn / dfd * (z - 1) / (1 + ratio)) / 2


def f_cdf_dfn(z, dfn, dfd):
    return f_in_dfn(dfn, dfd, z)


def f_cdf_dfd(z, dfn, dfd):
    return f_in_dfd(dfn, dfd, z)


continuous(stats.f, f, shape(f_dfn, f_cdf_dfn), shape(f_dfd, f_cdf_dfd), inner=1.0)


def truncnorm(z, a, b):
    return -z


def truncnorm_a(z, a, b):
    return stats.truncnorm.pdf(a, a, b)


def truncnorm_b(z, a, b):
    return -stats.truncnorm.pdf(b, a, b)


def truncnorm_cdf_a(z, a, b):
    return -stats.truncnorm.pdf(a, a, b) * stats.truncnorm.sf(z, a, b)


def truncnorm_cdf_b(z, a, b):
    return -stats.truncnorm.pdf(b, a, b) * stats.truncnorm.cdf(z, a, b)


continuous(
    stats.truncnorm,
    truncnorm,
    shape(truncnorm_a, truncnorm_cdf_a),
    shape(truncnorm_b, truncnorm_cdf_b),
    inner=0.0,
)


# The uniform distribution: its density is the same everywhere inside.


@rule(stats.uniform.logpdf, broadcasts=True)
def uniform_logpdf(x, loc=0, scale=1, *, out, g):
    return None, None, -np.where(out > -np.inf, g, 0) / scale


@rule(stats.uniform.pdf, broadcasts=True)
def uniform_pdf(x, loc=0, scale=1, *, out, g):
    return None, None, -g * out / scale


@rule(stats.uniform.cdf, broadcasts=True)
def uniform_cdf(x, loc=0, scale=1, *, out, g):
    h = g * stats.uniform.pdf(x, loc, scale)
    return h, -h, -h * out


@rule(stats.uniform.sf, broadcasts=True)
def uniform_sf(x, loc=0, scale=1, *, out, g):
    h = g * stats.uniform.pdf(x, loc, scale)
    return -h, h, h * (1 - out)


@rule(stats.uniform.logcdf, broadcasts=True)
def uniform_logcdf(x, loc=0, scale=1, *, out, g):
    h = np.where((out > -np.inf) & (out < 0), g * np.exp(-out), 0) / scale
    return h, -h, -h * np.exp(out)


@rule(stats.uniform.logsf, broadcasts=True)
def uniform_logsf(x, loc=0, scale=1, *, out, g):
    h = np.where((out > -np.inf) & (out < 0), g * np.exp(-out), 0) / scale
    return -h, h, h * (1 - np.exp(out))


@rule(stats.uniform.ppf, broadcasts=True)
def uniform_ppf(q, loc=0, scale=1, *, out, g):
    return g * scale, g, g * q


@rule(stats.uniform.isf, broadcasts=True)
def uniform_isf(q, loc=0, scale=1, *, out, g):
    return -g * scale, g, g * (1 - q)
