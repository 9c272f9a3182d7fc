# A write into an array on one side only.

import numpy as np


def f(x, y):
    a = x * x
    if y > 0:
        a[0] = y * y
    return np.sum(a * a)


ARGS = (np.array([0.3, -1.2]), 0.8)
ARGNUMS = (0, 1)
