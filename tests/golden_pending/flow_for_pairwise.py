# Neighbours of an active array.

from itertools import pairwise

import numpy as np


def f(x):
    s = 0.0
    for a, b in pairwise(x):
        s = s + (b - a) ** 2 * a
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.2, 0.5]),)
