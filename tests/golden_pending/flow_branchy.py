# Both operands of the test are at hand in the backward half: nothing is kept for it.

import numpy as np


def f(x):
    s = 1.0
    for v in x:
        if s > v:
            s = s * v
        else:
            s = s + v * v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.6, 0.5, 0.9, 1.1]),)
