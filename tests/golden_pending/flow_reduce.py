# `functools.reduce` is a loop.

from functools import reduce

import numpy as np


def f(x, first):
    return reduce(lambda s, v: np.sin(s) * v + v, x, first)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 0.7)
ARGNUMS = (0, 1)
