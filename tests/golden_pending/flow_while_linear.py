# Nothing needs keeping: a counter says how often.

import numpy as np


def f(x, n):
    while n > 1:
        x = 0.5 * x
        n = n // 2
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 9)
