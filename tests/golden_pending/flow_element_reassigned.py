# The body assigns the loop variable: the array stays as it was.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        v = v * v
        v = np.sin(v)
        s = s + v * s + v
    return s + np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
