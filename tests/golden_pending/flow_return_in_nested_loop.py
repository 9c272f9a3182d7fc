# A return out of two loops at once.

import numpy as np


def f(A, limit):
    s = 1.0
    for row in A:
        for a in row:
            s = s + s * a
            if s > limit:
                return s * a
        s = s * 0.5
    return -s


ANALYTIC = True
ARGS = (np.array([[0.3, 1.2], [0.5, 0.8]]), 2.0)
