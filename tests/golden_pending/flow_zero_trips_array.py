# No elements to walk.

import numpy as np


def f(x, empty):
    s = np.sum(x * x)
    for v in empty:
        s = s * v
    while len(empty) > 0:
        s = s * 2
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.zeros(0))
ARGNUMS = (0, 1)
