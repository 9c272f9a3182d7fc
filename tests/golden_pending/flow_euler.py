# Euler's method for a pendulum.

import numpy as np


def f(q, p, g, n):
    for i in range(n):
        q, p = q + 0.1 * p, p - 0.1 * g * np.sin(q)
    return q * q + p * p


ANALYTIC = True
ARGS = (0.4, 0.2, 9.8, 4)
ARGNUMS = (0, 1, 2)
