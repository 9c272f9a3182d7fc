"""Sample calls for adcompile/rules/special.py."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.rules.oracle import Sample, sample
from tests.rules.samples_operators import COMPLEX, SIGNED, X, binary, unary

SAMPLES: list[Sample] = []
FIRST_ORDER = " first derivatives"


def in_shapes(func: Any, *args: Any) -> list[Sample]:
    """In the last argument, and in all of them: the derivatives in shapes are not derived again."""
    last = len(args) - 1
    return [
        sample(func, *args, wrt=(last,)),
        sample(func, *args, label=FIRST_ORDER),
        sample(func, *(a[:, None] for a in args[:-1]), args[-1], label=FIRST_ORDER),
    ]


try:
    from scipy import special  # type: ignore[import-untyped]

    from adcompile.runtime import scipy_special
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
    A, B, P = np.array([0.6, 2.0, 5.5]), np.array([1.3, 0.8, 3.1]), np.array([0.3, 0.9, 0.05])
    MORE = [
        # Elementary
        *binary(special.boxcox),
        *binary(special.boxcox1p),
        *binary(special.inv_boxcox),
        *binary(special.inv_boxcox1p),
        sample(special.boxcox, X, np.zeros(3)),
        *binary(special.huber, X, 1.2 * SIGNED[::-1], single=False),
        *binary(special.pseudo_huber, single=False),
        *unary(special.exprel, SIGNED),
        *unary(special.cosm1, SIGNED),
        *binary(special.powm1),
        *[
            s
            for func in (special.sindg, special.cosdg, special.tandg, special.cotdg)
            for s in unary(func, 20 * SIGNED)
        ],
        sample(special.diric, SIGNED, 5),
        sample(special.diric, SIGNED, 4),
        # Gamma and beta functions
        *in_shapes(special.gammainc, A, B),
        *in_shapes(special.gammaincc, A, B),
        *in_shapes(special.gammaincinv, A, P),
        *in_shapes(special.gammainccinv, A, P),
        sample(special.gammainc, np.float32(1.3), SINGLE),
        *[
            s
            for func in (
                special.betainc,
                special.betaincc,
                special.betaincinv,
                special.betainccinv,
            )
            for s in in_shapes(func, A, B, P)
        ],
        sample(special.betainc, A[:, None], 2.0, P, wrt=(2,)),
        sample(special.betainc, SINGLE, SINGLE, (P / 2).astype(np.float32)),
        sample(scipy_special.gammainc_da, 1.3, X, wrt=(1,)),
        sample(scipy_special.betainc_da, 1.3, 0.7, P, wrt=(2,)),
        sample(scipy_special.betainc_db, 1.3, 0.7, P, wrt=(2,)),
        *unary(special.rgamma),
        sample(special.multigammaln, X + 2, 3),
        sample(special.multigammaln, 4.3, 2),
        *binary(special.binom, 3 + X, X, single=False),
        sample(special.comb, 5 + X, X),
        sample(special.perm, 5 + X, X),
        *binary(special.poch, single=False),
        *binary(special.owens_t, SIGNED),
        *unary(special.ndtri_exp, -X),
        # Integrals
        sample(special.wrightomega, COMPLEX),
        *unary(special.wrightomega, SIGNED),
        sample(special.expn, 2, X),
        sample(special.expn, 3, SINGLE),
        *[s for func in (special.sici, special.shichi) for s in unary(func)],
        *unary(special.fresnel, SIGNED),
        *unary(special.spence),
        sample(special.wofz, SIGNED),
        sample(special.wofz, COMPLEX),
        sample(special.voigt_profile, SIGNED, A, B),
        sample(special.voigt_profile, 0.7, A[:, None], B),
        # Bessel functions
        *[sample(func, 0.7, X, wrt=(1,)) for func in (special.jve, special.yve, special.kve)],
        *[sample(func, 2, X) for func in (special.yn, special.kn)],
        *[s for func in (special.k0e, special.k1e) for s in unary(func)],
        *[sample(func, 1.0, X, wrt=(1,)) for func in (special.hankel1, special.hankel2)],
        *[sample(func, 0.7, X, wrt=(1,)) for func in (special.struve, special.modstruve)],
        *unary(special.airy, SIGNED),
        *[
            sample(func, 2, X, *flag)
            for func in (
                special.spherical_jn,
                special.spherical_yn,
                special.spherical_in,
                special.spherical_kn,
            )
            for flag in [(), (True,)]
        ],
        # Hypergeometric and elliptic functions
        sample(special.hyp0f1, 0.7, SIGNED, wrt=(1,)),
        sample(special.hyp1f1, 0.7, 1.3, SIGNED, wrt=(2,)),
        sample(special.hyp2f1, 0.7, 1.3, 2.1, P, wrt=(3,)),
        sample(special.hyperu, 0.7, 1.3, X, wrt=(2,)),
        *unary(special.ellipkm1, P),
        sample(special.ellipk, 0.0, label=FIRST_ORDER),
        sample(special.ellipe, 0.0, label=FIRST_ORDER),
        *binary(special.ellipkinc, X, P[::-1], single=False),
        *binary(special.ellipeinc, X, P[::-1], single=False),
        sample(special.ellipj, X, P),
        sample(special.ellipj, X, 0.3),
        sample(special.elliprf, A, B, X),
        sample(special.elliprd, A, B, X),
        *binary(special.elliprc, single=False),
        *binary(special.agm, single=False),
        # Polynomials
        *[
            sample(func, n, SIGNED / 3)
            for func in (
                special.eval_legendre,
                special.eval_chebyt,
                special.eval_chebyu,
                special.eval_laguerre,
                special.eval_hermite,
                special.eval_hermitenorm,
            )
            for n in (3, 1, 0)
        ],
        sample(special.eval_gegenbauer, 3, 0.7, SIGNED / 3, wrt=(2,)),
        sample(special.eval_genlaguerre, 3, 0.7, SIGNED / 3, wrt=(2,)),
        sample(special.eval_jacobi, 3, 0.7, 1.2, SIGNED / 3, wrt=(3,)),
        # Distribution functions
        *in_shapes(special.stdtr, 4 * A, SIGNED),
        *in_shapes(special.stdtrit, 4 * A, P),
        *in_shapes(special.chdtr, 4 * A, 3 * B),
        *in_shapes(special.chdtrc, 4 * A, 3 * B),
        *in_shapes(special.chdtri, 4 * A, P),
        *[s for func in (special.gdtr, special.gdtrc) for s in in_shapes(func, A, B, X)],
        *[s for func in (special.fdtr, special.fdtrc) for s in in_shapes(func, 4 * A, 3 * B, X)],
        *in_shapes(special.fdtri, 4 * A, 3 * B, P),
        *[sample(func, 2, 5, P) for func in (special.bdtr, special.bdtrc)],
        *[sample(func, 2, 5, P) for func in (special.nbdtr, special.nbdtrc)],
        *[sample(func, 2, X) for func in (special.pdtr, special.pdtrc)],
        *[sample(func, P[:2], label=FIRST_ORDER) for func in (special.kolmogorov, special.kolmogi)],
        sample(scipy_special.kolmogorov_dy, X, wrt=()),
        *binary(special.tklmbda, SIGNED / 3, P, single=False),
    ]
    if hasattr(special, "sph_harm_y"):
        MORE += [sample(special.sph_harm_y, 3, 1, X, SIGNED)]
    SAMPLES = [
        *[s for func in OF_ANY for s in unary(func, SIGNED)],
        *[s for func in OF_POSITIVE for s in unary(func, X)],
        *[s for func in OF_PROBABILITY for s in unary(func, X / 3)],
        *[s for func in OF_TWO for s in binary(func, single=False)],
        *[sample(func, SINGLE, SINGLE[::-1]) for func in OF_TWO],
        *[sample(func, 2, x) for func in BY_ORDER for x in (X, X[1])],
        *[sample(func, 2, SINGLE) for func in BY_ORDER[:5]],
        *[sample(func, 0.7, X[:, None] + X, wrt=(1,)) for func in BY_ORDER],
        *MORE,
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
        *[
            sample(special.logsumexp, MATRIX, b=b, **axis)
            for b in (np.abs(MATRIX), np.array([0.3, 1.2, 2.0]))
            for axis in AXES
        ],
        sample(special.logsumexp, MATRIX[0], 1, np.abs(MATRIX), keepdims=True),
        sample(special.logsumexp, np.array([[0.3, -np.inf, 2.0]]), axis=1, label="-inf"),
        sample(special.softmax, X[:1]),
    ]
