# A test of shapes is known when the arguments' ranks are.

import numpy as np


def f(x, w):
    if x.ndim == 2:
        y = x @ w
    else:
        y = x * w
    if len(y) > 2:
        y = y[:2]
    return np.sum(y * y)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.7], [1.1, 0.2]]), np.array([0.4, 0.9]))
ARGNUMS = (0, 1)
