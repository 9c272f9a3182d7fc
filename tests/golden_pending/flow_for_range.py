# The value that the backward half reads is kept in one list, by reference.

import numpy as np


def f(x, n):
    for i in range(n):
        x = np.sin(x) * 1.5
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)
