# A tuple of pairs, unpacked by the target.

import numpy as np


def f(x, y):
    s = 0.0
    for a, (b, k) in ((x, (y, 2)), (y, (x, 3))):
        s = s + np.sum(a * b**k)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)
