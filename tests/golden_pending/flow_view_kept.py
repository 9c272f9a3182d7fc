# Views of an array that is replaced, not written.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        x = x[::-1] * 1.1
        s = s + x[0] * x[-1]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 3)
