# An integer to begin with, a float from the first iteration on.

import numpy as np


def f(x):
    s = 0
    for v in x:
        s = s + v * v
    return s * s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)
