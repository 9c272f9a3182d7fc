# A place written in each iteration: only the last one counts, but all were read.

import numpy as np


def f(x, n):
    y = x * 1.0
    for i in range(n):
        y[0] = y[0] * y[1]
        y[1] = np.sin(y[0])
    return np.sum(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 3)
