# One list of states; the weights' cotangent is gathered over the loop.

import numpy as np


def f(W, h, n):
    for t in range(n):
        h = np.tanh(W @ h)
    return np.sum(h)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.7, 0.9]), 4)
ARGNUMS = (0, 1)
