# A set of integers, in order.

import numpy as np


def f(x, rows):
    s = 0.0
    for i in sorted(set(rows)):
        s = s * x[i] + x[i]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), [2, 0, 2])
