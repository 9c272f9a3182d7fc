# Index tuples.

import numpy as np


def f(A):
    s = 0.0
    for i, j in np.ndindex(A.shape):
        s = s + (i + 2 * j) * A[i, j] ** 2
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, 1.2], [0.5, 0.8], [1.1, 0.4]]),)
