# A branch within a branch.

import numpy as np


def f(x, y):
    z = x + y
    if x > 0:
        if y > 0:
            z = z * x
        else:
            z = z * y
        z = np.tanh(z)
    return z * z


ARGS = (0.7, -0.4)
ARGNUMS = (0, 1)
