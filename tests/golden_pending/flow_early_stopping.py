# A descent inside the function that stops by itself.

import numpy as np


def f(x, target):
    rate = 0.3
    for k in range(100):
        g = 2 * (x - target) + 0.1 * np.sin(x)
        if np.sqrt(g @ g) < 0.05:
            break
        x = x - rate * g
    return np.sum(x * x) + k


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 0.9]))
ARGNUMS = (0, 1)
