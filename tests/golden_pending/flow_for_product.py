# Pairs from itertools.

from itertools import product

import numpy as np


def f(x, n):
    s = 0.0
    for i, j in product(range(n), repeat=2):
        if i != j:
            s = s + x[i] / (2 + x[j])
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.2, 0.5]), 3)
