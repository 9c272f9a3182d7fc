# An argument written in a loop is copied first.

import numpy as np


def f(x, n):
    for i in range(n):
        x[i] = x[i] * x[i + 1]
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 2)
