# The largest eigenvalue by iteration.

import numpy as np


def f(A, n):
    v = np.ones(len(A))
    for _ in range(n):
        v = A @ v
        v = v / np.sqrt(v @ v)
    return v @ A @ v


ANALYTIC = True
ARGS = (np.array([[2.0, 0.3], [0.5, 1.2]]), 4)
