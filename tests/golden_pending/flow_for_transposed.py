# The columns of a matrix: rows of its transpose.

import numpy as np


def f(A):
    s = 0.0
    for column in A.T:
        s = s + column[0] * np.sum(column * column)
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]),)
