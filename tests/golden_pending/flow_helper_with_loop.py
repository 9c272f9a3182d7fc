# A helper that loops, called twice.

import numpy as np


def power(x, n):
    p = 1.0
    for _ in range(n):
        p = p * x
    return p


def f(x):
    return power(x, 3) - power(np.sin(x), 2)


ANALYTIC = True
ARGS = (0.7,)
