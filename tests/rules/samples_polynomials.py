"""Sample calls of functions of polynomials."""

from __future__ import annotations

import numpy as np
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre, polynomial

from adcompile.runtime import polynomials
from tests.rules.oracle import sample

P = np.array([1.3, -0.4, 0.7, 2.1])
Q = np.array([0.6, 1.7])
X = np.array([0.2, -0.9, 1.4])
GRID = np.array([[0.2, -0.9], [1.4, 0.6]])
T = np.linspace(-1.0, 1.0, 6)
Y = np.array([1.0, 0.2, -0.3, 0.4, 1.9, 2.5])

HIGHEST_FIRST = [
    *(sample(np.polyval, p, x) for p in (P, P[:1]) for x in (X, 0.7, GRID, np.array(0.7))),
    sample(np.polyval, P + 1j * P[::-1], X + 0.3j),
    *(sample(np.polyder, P, m) for m in (1, 2, 4, 5)),
    *(sample(np.polyint, P, m) for m in (1, 3)),
    sample(np.polyint, P, 1, [2.0], wrt=(0,)),
    *(sample(f, a, b) for f in (np.polyadd, np.polysub, np.polymul) for a, b in [(P, Q), (Q, P), (P, P)]),
    sample(np.roots, np.array([1.0, -0.3, -2.0, 0.5])),
    sample(np.roots, np.array([1.0, 0.3, 2.0])),
    sample(np.poly, P),
    sample(np.poly, P[:1]),
    sample(np.polyfit, T, Y, 2, wrt=(0, 1)),
    sample(np.polyfit, T, Y, 1, w=Y + 1.0, wrt=(0, 1)),
    sample(np.polyfit, T, Y, 0, wrt=(0, 1)),
]  # fmt: skip
FAMILIES = [
    s
    for value, basis, derivative in [
        (polynomial.polyval, polynomial.polyvander, polynomial.polyder),
        (chebyshev.chebval, chebyshev.chebvander, chebyshev.chebder),
        (legendre.legval, legendre.legvander, legendre.legder),
        (hermite.hermval, hermite.hermvander, hermite.hermder),
        (hermite_e.hermeval, hermite_e.hermevander, hermite_e.hermeder),
        (laguerre.lagval, laguerre.lagvander, laguerre.lagder),
    ]
    for s in [
        *(sample(value, x, P) for x in (X, 0.7, GRID)),
        sample(value, X, P[:1]),
        *(sample(basis, X, degree) for degree in (0, 1, 3)),
        sample(basis, GRID, 2),
        *(sample(derivative, P, m) for m in (1, 2, 4)),
    ]
]
HELPERS = [
    *(sample(polynomials.unpolyder, P[m:], P, m, wrt=(0,)) for m in (1, 2, 3)),
    *(sample(polynomials.unpolyint, np.append(P, P[:m]), P, m, wrt=(0,)) for m in (1, 2)),
    sample(polynomials.last_part, P, Q, wrt=(0,)),
    sample(polynomials.same_size, P, P, wrt=(0,)),
    sample(polynomials.deflated, np.poly(P), P, wrt=()),
]
SAMPLES = [*HIGHEST_FIRST, *FAMILIES, *HELPERS]
