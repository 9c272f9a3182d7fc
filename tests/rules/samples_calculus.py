"""Sample calls of differences, integrals, interpolation, histograms and covariances."""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.rules.calculus import integral
from adcompile.runtime import calculus
from tests.rules.oracle import sample

RNG = np.random.default_rng(4)
X = np.array([0.0, 0.7, 1.1, 2.4, 3.0])
Y = np.array([1.3, -0.2, 0.6, 2.2, 1.9])
A = RNG.normal(size=(4, 5))
Z = Y + 1j * Y[::-1]


def f32(a: Any) -> Any:
    return a.astype(np.float32)


GRADIENT = [
    sample(np.gradient, f, *spacing, wrt=(0,), **kwargs)
    for f, spacing, kwargs in [
        (Y, (), {}), (Y[:2], (), {}), (Y, (0.3,), {}), (Y, (X,), {}), (Y, (X,), {"edge_order": 2}), (f32(Y), (), {}),
        (Y, (), {"edge_order": 2}), (Z, (0.5,), {}), (A, (), {}), (A, (0.2,), {}), (A, (0.2, X), {}), (A, (), {"axis": 0}),
        (A, (X,), {"axis": -1}), (A, (0.1, 0.3), {"axis": (1, 0), "edge_order": 2}), (A.T, (), {"axis": (1,)}),
    ]
]  # fmt: skip
TRAPEZOID = [
    sample(integral, *args, **kwargs)
    for args, kwargs in [
        ((Y,), {}), ((Y, X), {}), ((Y, None, 0.3), {}), ((A, X), {}), ((A, A + 1.0), {}), ((A.T, X, 1.0, 0), {}),
        ((A,), {"axis": 0}), ((Z, X), {}), ((f32(Y), f32(X)), {}), ((A, A[:1] + 1.0), {}), ((Y[:1],), {}),
    ]
]  # fmt: skip
INSIDE = np.array([[0.3, 1.7], [2.9, 0.9]])
OUTSIDE = np.array([-1.0, 0.3, 2.0, 5.0])
INTERP = [
    sample(np.interp, INSIDE, X, Y),
    sample(np.interp, 1.6, X, Y),
    sample(np.interp, OUTSIDE, X, Y),
    sample(np.interp, OUTSIDE, X, Y, -3.0, 4.0),
    sample(np.interp, OUTSIDE, X, Y, right=4.0),
    sample(np.interp, [0.3, 1.7], X, Y, wrt=(1, 2)),
    sample(np.interp, INSIDE, X, Z, wrt=(0, 1)),
]
PLACES = np.array([0, 2, 2, 5, 1])
HISTOGRAMS = [
    sample(np.bincount, PLACES, Y, wrt=(1,)),
    sample(np.bincount, PLACES, Y, 9, wrt=(1,)),
    sample(np.histogram, X, 3, None, None, Y, wrt=()),
    sample(np.histogram, X, 3, None, False, Y, wrt=()),
]
COVARIANCES = [
    sample(func, *args, **kwargs)
    for func in (np.cov, np.corrcoef)
    for args, kwargs in [
        ((A,), {}), ((A.T,), {"rowvar": False}), ((Y, X), {}), ((A, A[:2] * X), {}), ((A.T, A[:2].T), {"rowvar": False}),
        ((f32(A),), {}),
    ]
] + [
    sample(np.cov, Y),
    sample(np.cov, A, bias=True),
    sample(np.cov, A, None, True, False, 2),
    sample(np.cov, A.T, rowvar=False, ddof=0),
]  # fmt: skip
HELPERS = [
    sample(calculus.gradient_like, Y, (X,), None, 1, wrt=(0,)),
    sample(calculus.ungradient, Y, X, (0.3,), None, 2, wrt=(0,)),
    sample(calculus.ungradient, [A, A + 1.0], A, (), None, 1, wrt=(0,)),
    sample(calculus.pairs, Y, 0, wrt=(0,)),
    sample(calculus.pairs, A, -1, wrt=(0,)),
    sample(calculus.unpairs, Y[1:], Y, 0, wrt=(0,)),
    sample(calculus.unpairs, A[:, 1:], A, 1, wrt=(0,)),
    sample(calculus.panel_widths, X, A, 1, wrt=(0,)),
    sample(calculus.panel_widths, A, A, 0, wrt=(0,)),
    sample(calculus.unwidths, A[:, 1:], X, A, 1, wrt=(0,)),
    sample(calculus.unwidths, A[:, 1:], A, A, 1, wrt=(0,)),
    sample(calculus.unbins, Y[:3], np.array([0, 2, -1, 1, 1]), Y, wrt=(0,)),
    sample(calculus.rows_of, A, False, wrt=(0,)),
    sample(calculus.unrows, A.T, A, False, wrt=(0,)),
    sample(calculus.unrows, Y[None], Y, True, wrt=(0,)),
]
SAMPLES = [*GRADIENT, *TRAPEZOID, *INTERP, *HISTOGRAMS, *COVARIANCES, *HELPERS]
