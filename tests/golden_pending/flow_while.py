# The trip count is the length of what was kept.

import numpy as np


def f(x, n):
    i = 0
    while i < n:
        x = np.sin(x) * 2
        i += 1
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)
