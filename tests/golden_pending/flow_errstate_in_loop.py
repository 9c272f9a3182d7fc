# A manager within a loop.

import numpy as np


def f(x, n):
    for _ in range(n):
        with np.errstate(all="ignore"):
            x = np.sqrt(x) * x
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), 2)
