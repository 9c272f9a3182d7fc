# The last element, read behind the loop.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        s = s + v * v
    return s * v


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
