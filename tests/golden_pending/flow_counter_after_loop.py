# The counter keeps its last value; running backwards does not change it.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        s = s + x[i] * s + x[i]
    return s * x[i] * i


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 3)
