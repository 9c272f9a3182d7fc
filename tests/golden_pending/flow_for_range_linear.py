# A linear body: nothing is kept, and the forward loop goes.

import numpy as np


def f(x, n):
    for i in range(n):
        x = 0.9 * x + i
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)
