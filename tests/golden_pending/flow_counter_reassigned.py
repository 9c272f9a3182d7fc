# The body assigns the counter: the next iteration has its own.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        s = s + x[i]
        i = i + 1
        s = s * x[i]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 2)
