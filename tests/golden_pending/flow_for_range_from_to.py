# `range(a, b)`; the counter is an index.

import numpy as np


def f(x, a, b):
    s = 0.0
    for i in range(a, b):
        s = s + i * x[i] * x[i - 1]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.9]), 1, 4)
