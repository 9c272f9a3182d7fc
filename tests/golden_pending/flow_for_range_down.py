# `range(a, b, -2)` backwards is `reversed(range(a, b, -2))`.

import numpy as np


def f(x, a, b):
    s = 1.0
    for i in range(a, b, -2):
        s = s * x[i] + x[i]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.9, 1.1]), 4, -1)
