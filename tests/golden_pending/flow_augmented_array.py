# `+=` on an array in a loop writes in place.

import numpy as np


def f(x, n):
    s = np.zeros_like(x)
    for i in range(n):
        s += np.sin(x * (i + 1))
        s *= x
    return np.sum(s)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)
