# Elements written one by one: each reads the one before.

import numpy as np


def f(x):
    y = np.zeros(len(x))
    y[0] = x[0]
    for i in range(1, len(x)):
        y[i] = np.sin(y[i - 1]) * x[i]
    return np.sum(y * y)


ARGS = (np.array([0.3, -1.2, 0.5]),)
