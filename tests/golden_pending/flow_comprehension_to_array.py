# The list becomes an array.

import numpy as np


def f(x, w):
    y = np.array([v * w**k for k, v in enumerate(x)])
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 0.8)
ARGNUMS = (0, 1)
