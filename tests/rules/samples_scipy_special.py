"""Sample calls for adcompile/rules/special.py."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.rules.oracle import Sample, sample
from tests.rules.samples_operators import COMPLEX, SIGNED, X, binary, unary

SAMPLES: list[Sample] = []
try:
    from scipy import special  # type: ignore[import-untyped]
except ImportError:  # then there are no such rules
    pass
else:
    SINGLE = X.astype(np.float32)
    MATRIX = np.array([[0.3, -1.2, 2.0], [1.1, 0.4, -0.6]])
    OF_ANY = [
        special.expm1, special.exp2, special.exp10, special.cbrt, special.erf, special.erfc,
        special.erfcx, special.erfi, special.dawsn, special.expit, special.log_expit, special.ndtr,
        special.log_ndtr, special.j0, special.j1, special.i0, special.i1, special.i0e, special.i1e,
        special.digamma,
    ]  # fmt: skip
    OF_POSITIVE = [
        special.log1p, special.gamma, special.gammaln, special.loggamma, special.entr,
        special.y0, special.y1, special.k0, special.k1,
    ]  # fmt: skip
    OF_PROBABILITY = [special.logit, special.ndtri, special.erfinv, special.erfcinv]
    OF_TWO = [
        special.beta, special.betaln, special.xlogy, special.xlog1py, special.rel_entr,
        special.kl_div,
    ]  # fmt: skip
    BY_ORDER = [
        special.jv, special.yv, special.iv, special.ive, special.kv, special.gammainc,
        special.gammaincc,
    ]  # fmt: skip
    AXES: list[dict[str, Any]] = [{}, {"axis": 0}, {"axis": -1}, {"axis": (0, 1)}]
    SAMPLES = [
        *[s for func in OF_ANY for s in unary(func, SIGNED)],
        *[s for func in OF_POSITIVE for s in unary(func, X)],
        *[s for func in OF_PROBABILITY for s in unary(func, X / 3)],
        *[s for func in OF_TWO for s in binary(func, single=False)],
        *[sample(func, SINGLE, SINGLE[::-1]) for func in OF_TWO],
        *[sample(func, 2, x) for func in BY_ORDER for x in (X, X[1])],
        *[sample(func, 2, SINGLE) for func in BY_ORDER[:5]],
        *[sample(func, 0.7, X[:, None] + X, wrt=(1,)) for func in BY_ORDER],
        *[sample(special.polygamma, n, X) for n in (0, 1, 2)],
        *[s for func in (special.exp1, special.expi) for s in unary(func)],
        *[s for func in (special.ellipk, special.ellipe) for s in unary(func, X / 3)],
        sample(special.factorial, X),
        sample(special.lambertw, COMPLEX),
        sample(special.lambertw, COMPLEX, 1),
        sample(special.zeta, 2, X),
        sample(special.zeta, 2, SINGLE),
        *[
            sample(func, x, **axis)
            for func in (special.softmax, special.log_softmax, special.logsumexp)
            for x in (MATRIX, MATRIX.astype(np.float32))
            for axis in AXES
        ],
        *[sample(special.logsumexp, MATRIX, keepdims=True, **axis) for axis in AXES],
        sample(special.logsumexp, MATRIX, 1),
        sample(special.logsumexp, np.array([[0.3, -np.inf, 2.0]]), axis=1, label="-inf"),
        sample(special.softmax, X[:1]),
    ]
