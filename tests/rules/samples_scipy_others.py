"""Sample calls of scipy.integrate, scipy.spatial and scipy.sparse."""

from __future__ import annotations

import numpy as np

from tests.rules.oracle import Sample, sample
from tests.rules.samples_linalg import f32, x
from tests.rules.samples_scipy_special import FIRST_ORDER

SAMPLES: list[Sample] = []
try:
    from scipy import integrate, sparse  # type: ignore[import-untyped]
    from scipy.sparse import linalg  # type: ignore[import-untyped]
    from scipy.spatial import distance  # type: ignore[import-untyped]

    from adcompile.runtime import integrals, points, products
    from adcompile.runtime import sparse as stored
except ImportError:  # then there are no such rules
    pass
else:
    GRID = np.array([0.0, 0.4, 1.1, 1.5, 2.6])
    INTEGRALS = [
        sample(integrate.trapezoid, x(5)),
        sample(integrate.trapezoid, x(5, 3), axis=0),
        sample(integrate.trapezoid, x(5), dx=0.3),
        sample(integrate.trapezoid, x(5), GRID),
        sample(integrate.trapezoid, x(2, 5), GRID),
        sample(integrate.trapezoid, x(5, 2), GRID, axis=0),
        sample(integrate.trapezoid, x(2, 5), GRID + x(2, 5) / 9),
        sample(integrate.trapezoid, f32(x(5))),
        *[
            sample(func, y, *rest, wrt=(0,), **form)
            for func in (integrate.simpson, integrate.cumulative_trapezoid)
            for y, rest, form in [
                (x(5), (), {}),
                (x(6), (), {"dx": 0.3}),
                (x(5), (GRID,), {}),
                (x(5, 3), (GRID,), {"axis": 0}),
            ]
        ],
        sample(integrate.cumulative_trapezoid, x(5), GRID, initial=0, wrt=(0,)),
        sample(integrals.along, x(3), x(3, 2), 0, wrt=(0,)),
        sample(integrals.trapezoid_weights, x(5), -1),
        sample(integrals.trapezoid_slopes, x(5, 2), 0),
        sample(integrals.cumulative_transposed, x(5), x(5), GRID, 1.0, -1, wrt=(0,)),
        sample(integrals.like_cumulative, x(5), x(4), GRID, 1.0, -1, wrt=(0,)),
    ]
    METRICS = ("euclidean", "sqeuclidean", "cityblock")
    DISTANCES = [
        *[sample(distance.cdist, x(3, 2), x(4, 2), metric) for metric in METRICS],
        sample(distance.cdist, x(3, 2), x(1, 2)),
        *[sample(distance.pdist, x(4, 2), metric) for metric in METRICS],
        sample(distance.squareform, x(6), "tomatrix"),
        sample(points.squared, x(6)),
        sample(points.condensed, x(4, 4)),
        sample(points.city_block_grad, x(3, 4), x(3, 2), x(4, 2), wrt=(0,)),
    ]
    # What takes or returns a sparse matrix is in tests/test_scipy.py.
    M = sparse.csc_matrix(np.array([[4.0, 1.0, 0.0], [1.0, 3.0, 0.5], [0.0, 0.5, 2.0]]))
    SPARSE = [
        sample(linalg.spsolve, M, x(3), wrt=()),
        sample(linalg.cg, M, x(3), wrt=()),
        sample(linalg.gmres, M, x(3), wrt=()),
        *[
            sample(kind, (M.data, M.indices, M.indptr), wrt=())
            for kind in (
                sparse.csr_matrix,
                sparse.csc_matrix,
                sparse.csr_array,
                sparse.csc_array,
            )
        ],
        sample(stored.stored, M, wrt=()),
        sample(stored.with_stored, M.data, M, wrt=()),
        sample(products.pattern_outer, x(3), x(3), M, wrt=()),
    ]
    SAMPLES = [*INTEGRALS, *DISTANCES, *SPARSE]


def bell(t, s):  # type: ignore[no-untyped-def]
    return np.exp(-s * t * t)


def cubic(x, a, b):  # type: ignore[no-untyped-def]
    return x**3 + a * x - b


def system(x, a):  # type: ignore[no-untyped-def]
    return x * x - a


def growth(y, t, a):  # type: ignore[no-untyped-def]
    return a * y


def backwards_growth(t, y, a):  # type: ignore[no-untyped-def]
    return a * y


def bowl(x, a):  # type: ignore[no-untyped-def]
    return np.sum((x - a) ** 2)


def t_along(t, y, a):  # type: ignore[no-untyped-def]
    return along_t(y, t, a)


def of_bell(t, s):  # type: ignore[no-untyped-def]
    return -2 * s * t * bell(t, s), -t * t * bell(t, s)


def back(x, a):  # type: ignore[no-untyped-def]
    return system(x, a), lambda g: (2 * x * g, -g)


def along_t(y, t, a):  # type: ignore[no-untyped-def]
    return growth(y, t, a), lambda g: (a * g, np.sum(y * g))


if SAMPLES:
    from scipy import optimize

    from adcompile.runtime import implicit

    BRACKET = (0.0, 5.0)
    ROOT = (cubic, *BRACKET, (1.0, 2.0))
    ONE, T = np.ones(1), np.array([0.0, 1.0])
    ODE = ((0.7,), (0,), None, None)
    # As parts of programs these are in tests/test_scipy.py.
    SAMPLES += [
        sample(integrate.quad, bell, 0.2, 1.3, (0.7,), wrt=()),
        sample(integrate.odeint, growth, np.ones(1), np.array([0.0, 1.0]), (0.7,), wrt=()),
        *[
            sample(search, *ROOT, wrt=(3,), label=FIRST_ORDER)
            for search in (
                optimize.brentq,
                optimize.brenth,
                optimize.bisect,
                optimize.ridder,
                optimize.toms748,
            )
        ],
        sample(optimize.newton, cubic, 1.0, args=(1.0, 2.0), wrt=()),
        sample(optimize.fsolve, system, np.ones(2), (np.array([2.0, 3.0]),), wrt=()),
        sample(optimize.root, system, np.ones(2), (np.array([2.0, 3.0]),), wrt=()),
        sample(optimize.root_scalar, cubic, (1.0, 2.0), bracket=BRACKET, wrt=()),
        sample(optimize.minimize, bowl, np.ones(2), (np.ones(2),), wrt=()),
        sample(integrate.solve_ivp, backwards_growth, (0.0, 1.0), np.ones(1), args=(0.7,), wrt=()),
        sample(
            implicit.ivp_args, ONE[None] + T, t_along, ONE[None] + T, T, 0.0, ONE, *ODE[:2], wrt=()
        ),
        sample(implicit.integral_args, 1.0, of_bell, 0.2, 1.3, (0.7,), (0,), wrt=()),
        sample(implicit.integral_dot, (1.0,), of_bell, 0.2, 1.3, (0.7,), (0,), wrt=()),
        sample(implicit.scalar_root_args, 1.0, of_bell, 0.2, (0.7,), (0,), wrt=()),
        sample(implicit.scalar_root_dot, (1.0,), of_bell, 0.2, (0.7,), (0,), wrt=()),
        sample(implicit.root_args, ONE, back, ONE, (ONE,), (0,), wrt=()),
        sample(implicit.root_dot, (ONE,), back, ONE, (ONE,), (0,), wrt=()),
        sample(implicit.ode_args, np.ones((2, 1)), along_t, np.ones((2, 1)), T, *ODE, wrt=()),
    ]
