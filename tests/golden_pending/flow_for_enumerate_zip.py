# `enumerate` of `zip`.

import numpy as np


def f(x, y):
    s = 0.0
    for i, (a, b) in enumerate(zip(x, y)):
        s = np.sin(s + a * b) * (i + 1)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), np.array([0.5, 2.0, 1.0]))
ARGNUMS = (0, 1)
