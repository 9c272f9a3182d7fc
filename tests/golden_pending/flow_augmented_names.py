# `+=` and `*=` on numbers carried round a loop.

import numpy as np


def f(x):
    total = 0
    product = 1
    for v in x:
        total += v * v
        product *= v
    return total * product


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
