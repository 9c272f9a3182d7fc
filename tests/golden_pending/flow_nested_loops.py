# Three deep: one list a level.

import numpy as np


def f(x, n):
    for i in range(n):
        for j in range(i + 1):
            y = np.sin(x)
            for k in range(2):
                x = x * y + k
        x = np.tanh(x)
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)
