# `enumerate` from 1, over the rows of a matrix.

import numpy as np


def f(A):
    s = 0.0
    for k, row in enumerate(A, start=1):
        s = s + np.sum(row**k)
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, 1.2], [0.5, 0.8], [1.1, 0.4]]),)
