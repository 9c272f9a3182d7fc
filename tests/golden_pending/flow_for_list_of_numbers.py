# A list argument of plain numbers.

import numpy as np


def f(x, powers):
    s = 0.0
    for p in powers:
        s = s + np.sum(x**p)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), [1, 2, 3])
