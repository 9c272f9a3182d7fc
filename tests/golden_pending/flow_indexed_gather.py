# Rows picked by an array of integers, some twice.

import numpy as np


def f(E, idx):
    h = E[0] * 0
    for i in idx:
        h = np.tanh(h + E[i])
    return np.sum(h)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]), np.array([2, 0, 2]))
