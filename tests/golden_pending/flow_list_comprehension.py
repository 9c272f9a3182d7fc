# A filtered comprehension whose sum is taken: one pass, nothing kept.

import numpy as np


def f(x, w):
    return sum([np.sin(w * v) for v in x if v > 0])


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 0.8)
ARGNUMS = (0, 1)
