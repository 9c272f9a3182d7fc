# `filter` keeps the elements, and their places in the gradient.

import numpy as np


def f(x):
    s = 1.0
    for v in filter(lambda v: v > 0, x):
        s = s * v + v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
