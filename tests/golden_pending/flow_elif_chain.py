# A chain of tests nests; the backward half nests the same way.

import numpy as np


def f(x):
    if x < -1:
        y = x * x
    elif x < 0:
        y = np.sin(x)
    elif x < 1:
        y = np.exp(x)
    else:
        y = 3 * x
    return y * y


ARGS = (0.4,)
