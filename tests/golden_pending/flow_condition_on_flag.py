# A flag with a default.

import numpy as np


def f(x, squared=True):
    y = np.sin(x)
    if squared:
        y = y * y
    return np.sum(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)
