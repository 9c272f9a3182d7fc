# A value read in the branch, in the loop and after both.

import numpy as np


def f(x, y):
    z = np.sin(x * y)
    for k in range(3):
        if z > 0.3:
            z = z * x - 0.4
        else:
            z = z + y * y
    return z * x * y


ANALYTIC = True
ARGS = (0.9, 0.7)
ARGNUMS = (0, 1)
