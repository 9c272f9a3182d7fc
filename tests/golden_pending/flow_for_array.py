# The elements of a vector: the gradient is indexed by position.

import numpy as np


def f(x):
    s = 1.0
    for v in x:
        s = s * np.cos(v) + v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
