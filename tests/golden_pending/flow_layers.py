# A net over a list of layers: gradients go to the arrays in the list.

import numpy as np


def f(x, W1, b1, W2, b2):
    layers = [(W1, b1), (W2, b2)]
    for W, b in layers:
        x = np.tanh(W @ x + b)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (
    np.array([0.3, -1.2]),
    np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]),
    np.array([0.1, 0.2, -0.3]),
    np.array([[0.2, -0.4, 0.7], [0.9, 0.3, -0.6]]),
    np.array([-0.1, 0.3]),
)
ARGNUMS = (0, 1, 2, 3, 4)
