# Two sides give arrays of two shapes.

import numpy as np


def f(x):
    y = x[1:] if x[0] > 0 else np.concatenate([x, x])
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.4]),)
