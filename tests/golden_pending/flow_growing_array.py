# The carried array grows.

import numpy as np


def f(x, n):
    y = x
    for i in range(n):
        y = np.concatenate([y, np.sin(y[-1:]) + i])
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 2)
