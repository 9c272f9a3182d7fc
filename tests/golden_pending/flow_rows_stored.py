# Rows of a matrix, filled from the row above.

import numpy as np


def f(W, x, n):
    H = np.zeros((n, 2))
    H[0] = x
    for t in range(1, n):
        H[t] = np.tanh(W @ H[t - 1])
    return np.sum(H * H)


ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.7, 0.9]), 4)
ARGNUMS = (0, 1)
