# An index that counts from the end, and wraps.

import numpy as np


def f(x):
    s = 0.0
    for i in range(len(x)):
        s = s + x[i] * x[i - 1] * x[-i]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
