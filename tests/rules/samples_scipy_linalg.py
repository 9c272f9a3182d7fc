"""Sample calls of scipy.linalg, on small and well-conditioned matrices.

What reads one triangle alone, or needs a symmetric matrix, is in tests/test_scipy.py.
"""

from __future__ import annotations

import numpy as np

from tests.rules.oracle import Sample, sample
from tests.rules.samples_linalg import f32, regular, spd, x, z

SPREAD = np.array([4.0, 0.0, -4.0])  # far apart, so that no step turns a vector round

SAMPLES: list[Sample] = []
try:
    from scipy import linalg  # type: ignore[import-untyped]

    from adcompile.runtime import structured
except ImportError:  # then there are no such rules
    pass
else:
    TRIANGLE = np.tril(regular(3, 3))
    PIV = np.array([2, 2, 2])
    FACTORED = linalg.lu_factor(regular(3, 3)[::-1])
    SYSTEMS = [
        sample(linalg.inv, regular(3, 3)),
        sample(linalg.inv, regular(2, 3, 3)),
        sample(linalg.inv, f32(regular(3, 3))),
        sample(linalg.inv, z(2, 2)),
        sample(linalg.inv, np.triu(regular(3, 3)), assume_a="upper triangular"),
        sample(linalg.det, regular(3, 3)),
        sample(linalg.det, regular(2, 3, 3), check_finite=False),
        sample(linalg.pinv, x(4, 2)),
        sample(linalg.norm, x(3, 2)),
        sample(linalg.norm, x(3, 2), 1, axis=0),
        sample(linalg.solve, regular(3, 3), x(3)),
        sample(linalg.solve, regular(3, 3), x(3, 2)),
        sample(linalg.solve, regular(3, 3), x(3), transposed=True),
        sample(linalg.solve, regular(3, 3), x(3, 2), transposed=True),
        sample(linalg.solve, TRIANGLE, x(3, 2), assume_a="lower triangular"),
        sample(linalg.solve, TRIANGLE.T, x(3), assume_a="upper triangular"),
        sample(linalg.solve, regular(3, 3), x(3), assume_a="gen"),
        sample(linalg.solve, f32(regular(3, 3)), f32(x(3))),
        sample(linalg.solve, z(2, 2), z(2)),
        sample(linalg.solve, regular(2, 3, 3), x(2, 3, 4)),
        sample(linalg.solve, regular(3, 3), x(2, 3, 4)),
        sample(linalg.solve, regular(2, 3, 3), x(3)),
        *[
            sample(linalg.solve_triangular, a, b, **form)
            for a, form in [
                (TRIANGLE.T, {}),
                (TRIANGLE, {"lower": True}),
                (TRIANGLE, {"lower": True, "trans": 1}),
                (TRIANGLE.T, {"trans": "T"}),
                (TRIANGLE, {"lower": True, "unit_diagonal": True}),
                (regular(3, 3), {"trans": 1, "lower": True, "unit_diagonal": True}),
            ]
            for b in (x(3), x(3, 2))
        ],
        sample(linalg.solve_triangular, f32(TRIANGLE), f32(x(3)), lower=True),
        sample(linalg.solve_triangular, regular(2, 3, 3), x(2, 3, 2)),
        sample(linalg.lstsq, x(4, 2), x(4)),
        sample(linalg.lstsq, x(4, 2), x(4, 3)),
        sample(linalg.lstsq, x(2, 4), x(2)),
    ]
    FACTORS = [
        sample(linalg.cho_solve, (np.tril(spd(3)), True), x(3), wrt=(1,)),
        sample(linalg.cho_solve, (np.triu(spd(3)), False), x(3, 2), wrt=(1,)),
        sample(linalg.lu_factor, regular(3, 3)),
        sample(linalg.lu_factor, regular(3, 3)[::-1].copy()),
        sample(linalg.lu_factor, f32(regular(3, 3))),
        sample(linalg.lu_solve, FACTORED, x(3), wrt=(1,)),
        sample(linalg.lu_solve, FACTORED, x(3, 2), 1, wrt=(1,)),
        sample(linalg.lu, regular(3, 3)[::-1].copy()),
        sample(linalg.lu, regular(2, 3, 3)),
        sample(linalg.lu, regular(3, 3)[::-1].copy(), permute_l=True),
        sample(linalg.qr, regular(3, 3)),
        sample(linalg.qr, x(4, 2), mode="economic"),
        sample(linalg.qr, f32(x(4, 2)), mode="economic"),
        sample(linalg.rq, regular(3, 3)),
        sample(linalg.rq, x(2, 4), mode="economic"),
        sample(linalg.polar, regular(3, 3)),
        sample(linalg.polar, x(4, 2)),
        sample(linalg.svd, x(4, 2), full_matrices=False),
        sample(linalg.svd, x(2, 3), compute_uv=False),
        sample(linalg.svdvals, x(3, 2)),
        sample(linalg.svdvals, f32(x(3, 2))),
        sample(linalg.cholesky, spd(3), wrt=()),
        sample(linalg.cho_factor, spd(3), wrt=()),
        sample(linalg.eigh, spd(3), wrt=()),
        sample(linalg.eigvalsh, spd(3), wrt=()),
        sample(linalg.eigvals, regular(3, 3)),
        sample(linalg.eig, regular(3, 3)),
        sample(linalg.eigh_tridiagonal, x(3) + SPREAD, x(2)),
        sample(linalg.eigh_tridiagonal, x(3), x(2), eigvals_only=True),
    ]
    MATRICES = [
        *[
            sample(func, spd(3) / 4 + x(3, 3) / 9)
            for func in (
                linalg.expm,
                linalg.logm,
                linalg.sqrtm,
                linalg.cosm,
                linalg.sinm,
                linalg.tanm,
                linalg.coshm,
                linalg.sinhm,
                linalg.tanhm,
            )
        ],
        sample(linalg.expm, x(2, 3, 3)),
        sample(linalg.expm, f32(x(2, 3, 3))),
        sample(linalg.expm, z(2, 2)),
        sample(linalg.expm_frechet, x(3, 3), x(3, 3), compute_expm=False),
        sample(linalg.signm, regular(3, 3) - 4 * np.eye(3)),
        sample(linalg.fractional_matrix_power, spd(3) / 4 + x(3, 3) / 9, 0.3),
        sample(linalg.solve_sylvester, regular(3, 3), regular(2, 2), x(3, 2)),
        sample(linalg.solve_continuous_lyapunov, regular(3, 3), x(3, 3)),
        sample(linalg.solve_discrete_lyapunov, regular(3, 3) / 9, x(3, 3)),
        sample(linalg.solve_continuous_are, x(3, 3), x(3, 2), spd(3), spd(2), wrt=(0, 1)),
        sample(linalg.solve_discrete_are, x(3, 3) / 2, x(3, 2), spd(3), spd(2), wrt=(0, 1)),
        sample(linalg.solve_banded, (1, 1), x(3, 4) + [[0], [6], [0]], x(4)),
        sample(linalg.solve_banded, (1, 2), x(4, 5) + [[0], [0], [6], [0]], x(5, 2)),
        sample(linalg.solveh_banded, x(2, 4) + [[0], [6]], x(4)),
        sample(linalg.solveh_banded, x(2, 4) + [[6], [0]], x(4, 2), lower=True),
        sample(linalg.solve_circulant, np.array([4.0, 1.0, 0.3]), x(3)),
        sample(linalg.solve_circulant, np.array([4.0, 1.0, 0.3]), x(3, 2)),
        sample(linalg.toeplitz, x(3)),
        sample(linalg.toeplitz, x(3), x(2)),
        sample(linalg.circulant, x(4)),
        sample(linalg.hankel, x(3)),
        sample(linalg.hankel, x(3), x(4)),
        sample(linalg.block_diag, x(2, 2), x(1, 3)),
        sample(linalg.block_diag, x(2, 2), x(3)),
        sample(linalg.khatri_rao, x(3, 2), x(4, 2)),
    ]
    HELPERS = [
        sample(structured.structured, x(3, 3), "sym"),
        sample(structured.structured, x(3, 3), "tridiagonal"),
        sample(structured.structured, x(3, 3), "diagonal"),
        sample(structured.turned, x(2, 3), True),
        sample(structured.triangle, x(3, 3), True, True),
        sample(structured.triangle, x(3, 3), False),
        sample(structured.column, x(3), x(3), wrt=(0,)),
        sample(structured.column, x(3, 2), x(3, 2), wrt=(0,)),
        sample(structured.residues, x(2), x(3, 2), wrt=(0,)),
        sample(structured.unresidues, x(1), np.array(1.0), wrt=(0,)),
        sample(structured.banded_transpose, (1, 2), x(4, 5)),
        sample(structured.banded_outer, (1, 2), x(5), x(5)),
        sample(structured.banded_outer, (1, 0), x(4, 2), x(4, 2)),
        sample(structured.of_banded, (1, 2), x(4, 5), x(5)),
        sample(structured.of_banded, (1, 0), x(2, 4), x(4, 2)),
        sample(structured.symmetric_banded_outer, x(2, 4), True, x(4), x(4), wrt=(2, 3)),
        sample(structured.symmetric_banded_outer, x(3, 4), False, x(4, 2), x(4, 2), wrt=(2, 3)),
        sample(structured.of_symmetric_banded, x(2, 4), True, x(4)),
        sample(structured.of_symmetric_banded, x(3, 4), False, x(4, 2)),
        sample(structured.diagonal_sums, x(3, 2)),
        sample(structured.along_diagonals, x(4), x(3, 2), wrt=(0,)),
        sample(structured.uncirculant, x(3, 3)),
        sample(structured.reversed_circulant, x(3)),
        sample(structured.blocks_of, x(3, 5), (x(1, 2), x(2, 3)), wrt=(0,)),
        sample(structured.of_blocks, [x(1, 2), x(2, 3)], (x(1, 2), x(2, 3)), wrt=(0,)),
        sample(structured.square_only, x(2, 2)),
        sample(structured.lu_lower, x(3, 3)),
        sample(structured.pivoted, x(3, 2), PIV),
        sample(structured.pivoted, x(3, 2), PIV, True),
    ]
    SAMPLES = [*SYSTEMS, *FACTORS, *MATRICES, *HELPERS]
