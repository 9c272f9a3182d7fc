# The filter of a random walk, its likelihood in the variances.

import numpy as np


def f(q, r, z):
    m, P, loss = 0.0, 1.0, 0.0
    for observed in z:
        P = P + q
        S = P + r
        e = observed - m
        loss += 0.5 * (np.log(S) + e * e / S)
        K = P / S
        m = m + K * e
        P = (1 - K) * P
    return loss


ANALYTIC = True
ARGS = (0.3, 0.5, np.array([0.3, -1.2, 0.5]))
ARGNUMS = (0, 1, 2)
