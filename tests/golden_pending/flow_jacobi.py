# In place and linear: no history.

import numpy as np


def f(A, B, T):
    for t in range(T):
        B[1:-1] = 0.33 * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = 0.33 * (B[:-2] + B[1:-1] + B[2:])
    return np.sum(A)


ARGS = (np.array([0.3, -1.2, 0.5, 0.9, 1.1]), np.array([0.5, 0.2, -0.3, 0.8, 0.6]), 2)
ARGNUMS = (0, 1)
