"""scipy.stats: discrete distributions, in their parameters.  Counts have no derivative."""

# mypy: allow-untyped-defs
# A rule is a line of mathematics, right for any array or number: annotations would only say Any.

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special, stats

from adcompile.rules import scipy_special
from adcompile.rules.scipy_special import beta_density
from adcompile.rules.table import UNKNOWN, formula, rule
from adcompile.runtime.scipy_special import betainc_da

__all__ = ["scipy_special"]

Formula = Callable[..., Any]


def discrete(d: Any, log_a: Formula, cdf_a: Formula) -> None:
    """Register the rules of a distribution with one parameter, of formulas of the count and it."""
    names = dict(zip(d.shapes.split(", "), ("a",), strict=True))
    log_a, cdf_a = formula(log_a), formula(cdf_a)

    @rule(d.logpmf, broadcasts=True, names=names)
    def logpmf(k, a, loc=0, *, out, g):
        return None, np.where(out > -np.inf, g, 0) * log_a(k - loc, a), None

    @rule(d.pmf, broadcasts=True, names=names)
    def pmf(k, a, loc=0, *, out, g):
        return None, g * out * log_a(k - loc, a), None

    @rule(d.cdf, broadcasts=True, names=names)
    def cdf(k, a, loc=0, *, out, g):
        return None, g * cdf_a(np.floor(k - loc), a), None

    @rule(d.sf, broadcasts=True, names=names)
    def sf(k, a, loc=0, *, out, g):
        return None, -g * cdf_a(np.floor(k - loc), a), None

    @rule(d.logcdf, broadcasts=True, names=names)
    def logcdf(k, a, loc=0, *, out, g):
        h = np.where(out > -np.inf, g * np.exp(-out), 0)
        return None, h * cdf_a(np.floor(k - loc), a), None

    @rule(d.logsf, broadcasts=True, names=names)
    def logsf(k, a, loc=0, *, out, g):
        h = np.where(out > -np.inf, g * np.exp(-out), 0)
        return None, -h * cdf_a(np.floor(k - loc), a), None


def discrete_of_two(d: Any, log_a: Formula, cdf_a: Formula, log_b: Formula, cdf_b: Formula) -> None:
    """The same for a distribution with two parameters."""
    names = dict(zip(d.shapes.split(", "), ("a", "b"), strict=True))
    log_a, cdf_a, log_b, cdf_b = map(formula, (log_a, cdf_a, log_b, cdf_b))

    @rule(d.logpmf, broadcasts=True, names=names)
    def logpmf(k, a, b, loc=0, *, out, g):
        h = np.where(out > -np.inf, g, 0)
        return None, h * log_a(k - loc, a, b), h * log_b(k - loc, a, b), None

    @rule(d.pmf, broadcasts=True, names=names)
    def pmf(k, a, b, loc=0, *, out, g):
        h = g * out
        return None, h * log_a(k - loc, a, b), h * log_b(k - loc, a, b), None

    @rule(d.cdf, broadcasts=True, names=names)
    def cdf(k, a, b, loc=0, *, out, g):
        n = np.floor(k - loc)
        return None, g * cdf_a(n, a, b), g * cdf_b(n, a, b), None

    @rule(d.sf, broadcasts=True, names=names)
    def sf(k, a, b, loc=0, *, out, g):
        n = np.floor(k - loc)
        return None, -g * cdf_a(n, a, b), -g * cdf_b(n, a, b), None

    @rule(d.logcdf, broadcasts=True, names=names)
    def logcdf(k, a, b, loc=0, *, out, g):
        h = np.where(out > -np.inf, g * np.exp(-out), 0)
        n = np.floor(k - loc)
        return None, h * cdf_a(n, a, b), h * cdf_b(n, a, b), None

    @rule(d.logsf, broadcasts=True, names=names)
    def logsf(k, a, b, loc=0, *, out, g):
        h = np.where(out > -np.inf, g * np.exp(-out), 0)
        n = np.floor(k - loc)
        return None, -h * cdf_a(n, a, b), -h * cdf_b(n, a, b), None


def unknown(k, a, b):
    return UNKNOWN


def poisson_mu(k, mu):
    return k / mu - 1


def poisson_cdf_mu(k, mu):
    return -stats.poisson.pmf(k, mu)


discrete(stats.poisson, poisson_mu, poisson_cdf_mu)


def bernoulli_p(k, p):
    return (k - p) / (p * (1 - p))


def bernoulli_cdf_p(k, p):
    return -1.0 * (k == 0)


discrete(stats.bernoulli, bernoulli_p, bernoulli_cdf_p)


def geom_p(k, p):
    return 1 / p - (k - 1) / (1 - p)


def geom_cdf_p(k, p):
    return k / p * stats.geom.pmf(k, p)


discrete(stats.geom, geom_p, geom_cdf_p)


def binom_p(k, n, p):
    return (k - n * p) / (p * (1 - p))


def binom_cdf_p(k, n, p):
    return -n * stats.binom.pmf(k, n - 1, p)


discrete_of_two(stats.binom, unknown, unknown, binom_p, binom_cdf_p)


def nbinom_n(k, n, p):
    return special.digamma(k + n) - special.digamma(n) + np.log(p)


def nbinom_p(k, n, p):
    return n / p - k / (1 - p)


def nbinom_cdf_n(k, n, p):
    return np.where(k < 0, 0, betainc_da(n, np.maximum(k, 0) + 1, p))


def nbinom_cdf_p(k, n, p):
    return np.where(k < 0, 0, beta_density(n, np.maximum(k, 0) + 1, p))


discrete_of_two(stats.nbinom, nbinom_n, nbinom_cdf_n, nbinom_p, nbinom_cdf_p)


# The beta-binomial distribution


@rule(stats.betabinom.logpmf, broadcasts=True)
def betabinom_logpmf(k, n, a, b, loc=0, *, out, g):
    h = np.where(out > -np.inf, g, 0)
    m = k - loc
    return None, NotImplemented, h * betabinom_a(m, n, a, b), h * betabinom_a(n - m, n, b, a), None


@rule(stats.betabinom.pmf, broadcasts=True)
def betabinom_pmf(k, n, a, b, loc=0, *, out, g):
    h = g * out
    m = k - loc
    return None, NotImplemented, h * betabinom_a(m, n, a, b), h * betabinom_a(n - m, n, b, a), None


@formula
def betabinom_a(k, n, a, b):
    both = special.digamma(a + b) - special.digamma(n + a + b)
    return special.digamma(k + a) - special.digamma(a) + both
