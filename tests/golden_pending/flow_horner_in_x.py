# In x it is not: the partial sums are kept.

import numpy as np


def f(c, x):
    p = 0.0
    for i in range(len(c)):
        p = p * x + c[i]
    return p


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.9]), 0.7)
ARGNUMS = (0, 1)
