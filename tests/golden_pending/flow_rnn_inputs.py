# The inputs are the rows of an array.

import numpy as np


def f(W, U, b, X):
    h = np.zeros(2)
    for x in X:
        h = np.tanh(W @ h + U @ x + b)
    return h @ h


ANALYTIC = True
ARGS = (
    np.array([[0.3, -1.2], [0.5, 0.8]]),
    np.array([[0.2, -0.4, 0.7], [0.9, 0.3, -0.6]]),
    np.array([0.1, -0.2]),
    np.linspace(-1, 1, 12).reshape(4, 3),
)
ARGNUMS = (0, 1, 2, 3)
