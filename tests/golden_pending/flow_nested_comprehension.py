# A list of lists, made into a matrix.

import numpy as np


def f(x, y):
    K = np.array([[np.exp(-((a - b) ** 2)) for b in y] for a in x])
    return np.sum(K @ K.T)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), np.array([0.5, 1.0]))
ARGNUMS = (0, 1)
