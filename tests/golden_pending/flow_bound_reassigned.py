# The bounds of a range are read once.

import numpy as np


def f(x, n):
    for i in range(n):
        x = np.sin(x) + n
        n = n - 1
    return np.sum(x) * n


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)
