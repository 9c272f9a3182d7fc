"""Sample calls of scipy.stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.rules.oracle import Sample, sample
from tests.rules.samples_scipy_special import FIRST_ORDER

SAMPLES: list[Sample] = []

X = np.array([0.7, 1.3, 2.1])
SIGNED = np.array([0.7, -1.3, 2.1])
UNIT = np.array([0.2, 0.7, 0.5])
Q = np.array([0.15, 0.6, 0.9])
LOC, SCALE = np.array([0.3, -0.2, 0.1]), np.array([1.3, 0.8, 2.0])
DENSITIES = ["logpdf", "pdf"]
OF_ARGUMENT = ["cdf", "sf", "logcdf", "logsf"]
QUANTILES = ["ppf", "isf"]

try:
    from scipy import stats  # type: ignore[import-untyped]

    from adcompile.runtime import gaussian
except ImportError:  # then there are no such rules
    pass
else:
    PLAIN: list[tuple[Any, Any, list[Any]]] = [
        (stats.norm, SIGNED, []),
        (stats.halfnorm, X, []),
        (stats.expon, X, []),
        (stats.laplace, SIGNED, []),
        (stats.logistic, SIGNED, []),
        (stats.cauchy, SIGNED, []),
        (stats.gumbel_r, SIGNED, []),
        (stats.gumbel_l, SIGNED, []),
        (stats.rayleigh, X, []),
        (stats.uniform, UNIT, []),
        (stats.gamma, X, [X[::-1]]),
        (stats.invgamma, X, [X[::-1]]),
        (stats.chi2, X, [3 * X[::-1]]),
        (stats.t, SIGNED, [3 * X]),
        (stats.lognorm, X, [X[::-1]]),
        (stats.weibull_min, X, [X[::-1]]),
        (stats.pareto, 2 + X, [X[::-1]]),
        (stats.gennorm, SIGNED, [X + 1]),
        (stats.skewnorm, SIGNED, [SIGNED[::-1]]),
        (stats.genextreme, SIGNED / 2, [np.array([0.2, -0.3, 0.1])]),
        (stats.vonmises, SIGNED, [X]),
        (stats.beta, UNIT, [X, X[::-1]]),
        (stats.f, X, [3 * X, 4 * X[::-1]]),
        (stats.truncnorm, UNIT, [-X, X + 0.3]),
    ]
    # In the shapes of these the distribution function has a first derivative only, or none.
    SERIES = [stats.gamma, stats.invgamma, stats.chi2, stats.t, stats.gennorm, stats.beta, stats.f]
    COUNTS = np.array([1, 3, 2])
    DISCRETE: list[tuple[Any, Any, list[Any], tuple[int, ...]]] = [
        (stats.poisson, COUNTS, [X], (1,)),
        (stats.bernoulli, np.array([0, 0, 0]), [UNIT], (1,)),
        (stats.geom, COUNTS, [UNIT], (1,)),
        (stats.binom, COUNTS, [5, UNIT], (2,)),
        (stats.nbinom, COUNTS, [X, UNIT], (1, 2)),
        (stats.betabinom, COUNTS, [5, X, X[::-1]], (2, 3)),
    ]


def in_argument(method: Any, x: Any, shapes: list[Any]) -> list[Sample]:
    """Standardised; with a location and a scale; broadcast."""
    n = len(shapes)
    places = (0, n + 1, n + 2)
    return [
        sample(method, x, *shapes, wrt=(0,)),
        sample(method, LOC + SCALE * x, *shapes, LOC, SCALE, wrt=places),
        sample(
            method, float(x[0]), *(float(s[0]) for s in shapes), 0.0, SCALE[:, None], wrt=places
        ),
        sample(method, 0.4 + x, *shapes, loc=0.4, wrt=(0,)),
    ]


def of_quantiles(method: Any, shapes: list[Any]) -> list[Sample]:
    n = len(shapes)
    return [
        sample(method, Q, *shapes, LOC, SCALE, wrt=(0, n + 1, n + 2)),
        sample(method, 0.3, *(s[:, None] for s in shapes), 0.2, SCALE, wrt=(0, n + 1, n + 2)),
    ]


def in_shapes(method: Any, x: Any, shapes: list[Any], label: str) -> list[Sample]:
    wrt = tuple(range(1, 1 + len(shapes)))
    return [
        sample(method, LOC + SCALE * x, *shapes, LOC, SCALE, wrt=wrt, label=label),
        sample(method, x[:, None], *shapes, wrt=wrt, label=label),
    ]


if "stats" in globals():
    for d, x, shapes in PLAIN:
        for name in [*DENSITIES, *OF_ARGUMENT]:
            SAMPLES += in_argument(getattr(d, name), x, shapes)
        for name in QUANTILES:
            SAMPLES += of_quantiles(getattr(d, name), shapes)
        if not shapes:
            if d is not stats.uniform:
                SAMPLES.append(sample(d.entropy, 0.3, SCALE))
            continue
        label = FIRST_ORDER if d in SERIES else " shapes"
        for name in DENSITIES:
            SAMPLES += in_shapes(getattr(d, name), x, shapes, " shapes")
        if d is not stats.vonmises:
            for name in OF_ARGUMENT:
                SAMPLES += in_shapes(getattr(d, name), x, shapes, label)
            for name in QUANTILES:
                SAMPLES += in_shapes(getattr(d, name), Q, shapes, label)[1:]
    for d, k, parameters, wrt in DISCRETE:
        for name in ["logpmf", "pmf", *OF_ARGUMENT]:
            if d is stats.betabinom and name in OF_ARGUMENT:
                continue
            label = FIRST_ORDER if d is stats.nbinom and name in OF_ARGUMENT else ""
            SAMPLES.append(sample(getattr(d, name), k, *parameters, wrt=wrt, label=label))
            SAMPLES.append(sample(getattr(d, name), k + 2, *parameters, 2, wrt=wrt, label=label))

    DATA = np.array([[0.7, 1.9, 0.4], [1.2, 0.3, 2.5], [2.2, 1.1, 0.9], [0.5, 1.6, 1.3]])
    FORMS: list[dict[str, Any]] = [{}, {"axis": 1}, {"axis": None}]
    for func in (stats.gmean, stats.hmean, stats.sem, stats.variation, stats.skew, stats.kurtosis):
        SAMPLES += [sample(func, DATA, **form) for form in FORMS]
        SAMPLES += [sample(func, DATA[:, 0]), sample(func, DATA, keepdims=True)]
    SAMPLES += [
        *[sample(stats.zscore, DATA, **form) for form in FORMS],
        sample(stats.zscore, DATA[:, 1], ddof=1),
        sample(stats.zscore, DATA.astype(np.float32)),
        sample(stats.sem, DATA, ddof=0),
        sample(stats.variation, DATA, ddof=1),
        sample(stats.kurtosis, DATA, fisher=False),
        *[sample(stats.moment, DATA, order, 1) for order in (2, 3, 4)],
        *[sample(stats.entropy, DATA, **form) for form in FORMS[:2]],
        sample(stats.entropy, DATA[:, 0]),
    ]
    # Checked as parts of a program, in tests/test_scipy.py.
    SPD = np.eye(2) + 0.3
    SAMPLES += [
        sample(stats.multivariate_normal.logpdf, X[:2], SIGNED[:2], SPD, wrt=(0, 1)),
        sample(stats.multivariate_normal.pdf, X[:2], SIGNED[:2], SPD, wrt=(0, 1)),
        sample(stats.multivariate_normal.entropy, X[:2], SPD, wrt=()),
        sample(stats.multivariate_t.logpdf, X[:2], SIGNED[:2], SPD, 2.3, wrt=(0, 1, 3)),
        sample(stats.multivariate_t.pdf, X[:2], SIGNED[:2], SPD, 2.3, wrt=(0, 1, 3)),
        sample(stats.dirichlet.logpdf, UNIT / np.sum(UNIT), X, wrt=(1,)),
        sample(stats.dirichlet.pdf, UNIT / np.sum(UNIT), X, wrt=(1,)),
        sample(stats.multinomial.logpmf, np.array([1, 2, 2]), 5, UNIT / np.sum(UNIT), wrt=()),
        sample(stats.wishart.logpdf, 2 * SPD, 3.3, SPD, wrt=(1,)),
        sample(gaussian.full_covariance, 1.3, X[:2], wrt=(0,)),
        sample(gaussian.full_covariance, X[:2], X[:2], wrt=(0,)),
        sample(gaussian.of_full_covariance, SPD, 1.3, wrt=(0,)),
        sample(gaussian.of_full_covariance, SPD, X[:2], wrt=(0,)),
        sample(gaussian.whitened, DATA, X, np.eye(3) + 0.3),
        sample(gaussian.whitened, X, SIGNED, np.eye(3) + 0.3),
        sample(gaussian.vector_only, X),
    ]
