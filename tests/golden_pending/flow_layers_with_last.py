# All layers but the last have a nonlinearity.

import numpy as np


def f(x, W1, W2):
    layers = [W1, W2]
    for k, W in enumerate(layers):
        x = W @ x
        if k < len(layers) - 1:
            x = np.maximum(x, 0)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (
    np.array([0.3, -1.2]),
    np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]),
    np.array([[0.2, -0.4, 0.7], [0.9, 0.3, -0.6]]),
)
ARGNUMS = (0, 1, 2)
