# A test of a string: inactive, evaluated once.

import numpy as np


def f(x, mode):
    if mode == "mean":
        return np.mean(x * x)
    elif mode.startswith("s"):
        return np.sum(np.sin(x))
    else:
        return np.max(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), "sum")
