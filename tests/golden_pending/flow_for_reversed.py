# Backwards through an array, and through a range.

import numpy as np


def f(x):
    s = 0.0
    for v in reversed(x):
        s = s * 0.5 + v * v
    for i in reversed(range(len(x))):
        s = s * x[i] + 1
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
