# Two loops over the axes of one array.

import numpy as np


def f(A):
    s = 1.0
    for row in A:
        for a in row:
            s = s + a * s
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]),)
