# A running product by elements, with a zero in it.

import numpy as np


def f(x):
    p = np.ones_like(x)
    s = 1.0
    for i, v in enumerate(x):
        s = s * v
        p[i] = s
    return np.sum(p * p) + np.sum(p)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.0, 0.9]),)
