"""Sample calls of linear algebra, on small and well-conditioned matrices.

`np.linalg.cholesky`, `eigh` and `eigvalsh` read one triangle only, so a derivative along a matrix
that is not symmetric says nothing about them: tests/rules/test_linalg_conventions.py has theirs.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adcompile.runtime import linalg, norms
from tests.rules.oracle import sample

RNG = np.random.default_rng(2)


def x(*shape: int) -> Any:
    return RNG.normal(size=shape)


def f32(a: Any) -> Any:
    return a.astype(np.float32)


def z(*shape: int) -> Any:
    return x(*shape) + 1j * x(*shape)


def regular(*shape: int) -> Any:
    """Well-conditioned matrices, which are not symmetric."""
    return x(*shape) / 2 + 2 * np.eye(shape[-1]) * np.arange(1, shape[-1] + 1)


def spd(n: int) -> Any:
    a = x(n, n)
    return a @ a.T + n * np.eye(n)


def of_rank_one(n: int) -> Any:
    return np.outer(x(n), x(n))


INVERSES = [
    sample(np.linalg.inv, regular(3, 3)),
    sample(np.linalg.inv, regular(2, 3, 3)),
    sample(np.linalg.inv, f32(regular(3, 3))),
    sample(np.linalg.inv, regular(2, 2) + 1j * x(2, 2)),
    sample(np.linalg.solve, regular(3, 3), x(3)),
    sample(np.linalg.solve, regular(3, 3), x(3, 2)),
    sample(np.linalg.solve, regular(2, 3, 3), x(2, 3, 4)),
    sample(np.linalg.solve, regular(3, 3), x(2, 3, 4)),
    sample(np.linalg.solve, f32(regular(3, 3)), f32(x(3))),
    sample(np.linalg.solve, regular(2, 2) + 1j * x(2, 2), z(2)),
    sample(np.linalg.pinv, x(4, 2)),
    sample(np.linalg.pinv, x(2, 4)),
    sample(np.linalg.pinv, regular(3, 3)),
    sample(np.linalg.pinv, x(2, 4, 2)),
    sample(np.linalg.pinv, z(3, 2)),
    sample(np.linalg.pinv, f32(x(3, 2))),
    sample(np.linalg.matrix_power, regular(3, 3), 0),
    sample(np.linalg.matrix_power, regular(3, 3), 1),
    sample(np.linalg.matrix_power, regular(3, 3), 2),
    sample(np.linalg.matrix_power, x(2, 2, 2), 3),
    sample(np.linalg.matrix_power, regular(2, 2), -2),
    sample(np.linalg.matrix_power, f32(x(2, 2)), 4),
]

if int(np.__version__[0]) >= 2:  # before, the right-hand side had to be a stack itself
    INVERSES += [
        sample(np.linalg.solve, regular(2, 3, 3), x(3)),
        sample(np.linalg.solve, regular(2, 3, 3), x(3, 4)),
        sample(np.linalg.solve, regular(5, 1, 3, 3), x(2, 3, 4)),
    ]
else:
    INVERSES += [sample(np.linalg.solve, regular(2, 3, 3), x(2, 3))]

DETERMINANTS = [
    sample(np.linalg.det, regular(3, 3)),
    sample(np.linalg.det, regular(1, 1)),
    sample(np.linalg.det, x(2, 3, 3)),
    sample(np.linalg.det, of_rank_one(2)),
    sample(np.linalg.det, np.zeros((2, 2))),
    sample(np.linalg.det, np.diag([1.0, 2.0, 0.0])),
    sample(np.linalg.det, z(3, 3)),
    sample(np.linalg.det, f32(regular(3, 3))),
    sample(np.linalg.slogdet, regular(3, 3)),
    sample(np.linalg.slogdet, -regular(3, 3)),
    sample(np.linalg.slogdet, regular(2, 3, 3)),
    sample(np.linalg.slogdet, regular(3, 3) + 1j * x(3, 3)),
    sample(np.linalg.slogdet, f32(regular(3, 3))),
    sample(linalg.cofactor, regular(3, 3)),
    sample(linalg.cofactor, x(2, 3, 3)),
    sample(linalg.cofactor, np.diag([1.0, 0.0, 0.0]), label="rank one"),
    sample(linalg.cofactor, z(3, 3)),
    sample(linalg.cofactor_tangent, regular(3, 3), x(3, 3)),
    sample(linalg.cofactor_tangent, x(2, 3, 3), x(2, 3, 3)),
]

DECOMPOSITIONS = [
    sample(np.linalg.cholesky, spd(3), wrt=()),
    sample(np.linalg.eigh, spd(3), wrt=()),
    sample(np.linalg.eigvalsh, spd(3), wrt=()),
    sample(np.linalg.eigvals, regular(3, 3)),
    sample(np.linalg.eigvals, np.array([[1.0, 2.0], [-3.0, 1.0]])),
    sample(np.linalg.eigvals, regular(2, 2, 2)),
    sample(np.linalg.eig, regular(3, 3)),
    sample(np.linalg.eig, regular(2, 2, 2)),
    sample(np.linalg.svd, x(3, 3)),
    sample(np.linalg.svd, x(4, 2), full_matrices=False),
    sample(np.linalg.svd, x(2, 4), full_matrices=False),
    sample(np.linalg.svd, x(2, 4, 3), full_matrices=False),
    sample(np.linalg.svd, f32(x(3, 2)), full_matrices=False),
    sample(np.linalg.svd, x(4, 2), compute_uv=False),
    sample(np.linalg.svd, x(2, 2, 4), compute_uv=False),
    sample(np.linalg.svd, z(2, 3), compute_uv=False),
    sample(np.linalg.qr, x(3, 3)),
    sample(np.linalg.qr, x(4, 2)),
    sample(np.linalg.qr, x(2, 4, 3)),
    sample(np.linalg.qr, x(4, 2), mode="r"),
    sample(np.linalg.qr, f32(x(3, 2))),
]

NORMS = [
    *(sample(np.linalg.norm, x(*shape)) for shape in [(3,), (2, 3), (2, 3, 4)]),
    sample(np.linalg.norm, x(2, 3), keepdims=True),
    sample(np.linalg.norm, f32(x(3))),
    sample(np.linalg.norm, z(3)),
    *(
        sample(np.linalg.norm, x(4), ord, wrt=(0,))
        for ord in [1, 2, 3, 0.5, -1, -2, np.inf, -np.inf, 0]
    ),
    *(sample(np.linalg.norm, x(2, 4), ord, 1) for ord in [None, 1, 2, 3, np.inf, -np.inf]),
    *(sample(np.linalg.norm, x(2, 4), ord, -2, True) for ord in [None, 2, 3, np.inf]),
    *(
        sample(np.linalg.norm, x(3, 4), ord)
        for ord in ["fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf]
    ),
    *(
        sample(np.linalg.norm, x(3, 4, 2), ord, (0, 2))
        for ord in [None, "fro", "nuc", 1, 2, np.inf]
    ),
    sample(np.linalg.norm, x(3, 4, 2), "nuc", (2, 0), True),
    sample(np.linalg.norm, f32(x(3, 4)), 2),
    sample(np.linalg.norm, z(3), 3),
    sample(np.linalg.norm, z(3, 2), "nuc"),
    sample(np.linalg.norm, z(3, 2), 1),
]

HELPERS = [
    sample(linalg.adjoint, x(2, 2, 3)),
    sample(linalg.adjoint, z(2, 3)),
    sample(linalg.columns, x(3), np.eye(3), wrt=(0,)),
    sample(linalg.columns, x(3, 2), np.eye(3), wrt=(0,)),
    sample(linalg.dense, x(3), x(3), wrt=(0,)),
    sample(linalg.lower, x(3, 3), True),
    sample(linalg.lower, x(3, 3), False),
    sample(linalg.real_only, x(3)),
    sample(linalg.imaginary, x(3)),
    sample(linalg.imaginary, z(3)),
    sample(linalg.gaps, np.array([1.0, 2.5, 4.0])),
    sample(linalg.gaps, x(2, 3)),
    sample(linalg.gaps, f32(x(3))),
    sample(linalg.dual, x(2, 2), x(2, 2)),
    sample(linalg.dual_part, x(3, 4, 4)),
    sample(linalg.diagonal_part, x(3, 4, 4)),
    sample(linalg.thin, x(3, 2), x(3, 2), wrt=(0,)),
    sample(linalg.used_columns, x(3, 2), x(3, 2), wrt=(0,)),
    sample(linalg.widened, x(3, 2), x(3, 4), wrt=(0,)),
    sample(norms.direction, x(3), 2.0),
    sample(norms.direction, x(2, 3), x(2, 1)),
    sample(norms.direction, z(2, 3), x(3)),
    sample(norms.restore, x(3), 0, False),
    sample(norms.restore, x(1, 3), 0, True),
    sample(norms.as_matrix, x(2, 3, 4), (0, 2)),
    sample(norms.as_matrix, x(2, 3), 0),
    sample(norms.from_matrix, x(3, 2, 4), x(2, 3, 4), (0, 2), wrt=(0,)),
    sample(norms.from_matrix, x(3, 2, 1), x(2, 3), 0, wrt=(0,)),
]

SYSTEMS = [
    *(
        sample(np.linalg.lstsq, x(m, 3), b, None, wrt=())
        for m, b in [(5, x(5)), (5, x(5, 2)), (2, x(2))]
    ),
    sample(linalg.residual_weights, x(2), x(3, 2), wrt=(0,)),
    sample(linalg.fit_residuals, x(2), x(2), wrt=(0,)),
    sample(np.linalg.tensorinv, (x(6, 6) + 3 * np.eye(6)).reshape(6, 2, 3), ind=1),
    sample(np.linalg.tensorinv, (x(6, 6) + 3 * np.eye(6)).reshape(2, 3, 6)),
    sample(np.linalg.tensorsolve, (x(6, 6) + 3 * np.eye(6)).reshape(2, 3, 6), x(2, 3)),
    *(sample(np.linalg.cond, a, p) for a in (regular(3, 3), x(2, 4, 3)) for p in (None, 2, -2)),
    *(
        sample(np.linalg.qr, x(*shape), mode)
        for shape in [(2, 4), (3, 2, 5)]
        for mode in ("reduced", "r")
    ),
]
SAMPLES = [*INVERSES, *DETERMINANTS, *DECOMPOSITIONS, *NORMS, *HELPERS, *SYSTEMS]

if hasattr(np.linalg, "svdvals"):
    SAMPLES += [
        sample(np.linalg.svdvals, x(2, 3, 2)),
        sample(np.linalg.vector_norm, x(2, 3)),
        sample(np.linalg.vector_norm, x(2, 3), axis=1),
        sample(np.linalg.vector_norm, x(2, 3, 4), axis=(0, 2), keepdims=True),
        sample(np.linalg.matrix_norm, x(2, 3, 4)),
        sample(np.linalg.matrix_norm, x(2, 3), keepdims=True),
        *(
            sample(np.linalg.vector_norm, a, ord=ord, axis=axis, keepdims=keepdims)
            for ord in (1, 3, np.inf, -np.inf)
            for a, axis, keepdims in [
                (x(3), None, False),
                (x(2, 3), None, True),
                (x(2, 3), 1, True),
                (x(2, 3, 4), (2, 0), False),
                (z(3), 0, False),
            ]
        ),
        *(
            sample(np.linalg.matrix_norm, x(2, 3, 4), ord=ord, keepdims=keepdims)
            for ord in (1, -1, 2, -2, np.inf, -np.inf, "nuc")
            for keepdims in (False, True)
        ),
        sample(np.linalg.diagonal, x(2, 3, 3)),
        sample(np.linalg.diagonal, x(3, 4), offset=1),
        sample(np.linalg.trace, x(2, 3, 3)),
        sample(np.linalg.trace, x(3, 4), offset=-1),
        sample(np.linalg.vecdot, z(2, 3), z(3)),
        sample(np.linalg.vecdot, x(3, 2), x(3, 2), axis=0),
        sample(np.linalg.cross, x(2, 3), x(2, 3)),
        sample(np.linalg.cross, x(3, 2), x(3, 2), axis=0),
        sample(np.vecdot, x(3, 2), x(3, 2), axis=0),
    ]
