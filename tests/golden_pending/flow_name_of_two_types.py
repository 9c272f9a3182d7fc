# A name that is a shape first and a value later.

import numpy as np


def f(x):
    y = x.shape[0]
    for i in range(y):
        y = y + x[i] * x[i]
    return np.sin(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)
