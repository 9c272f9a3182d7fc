# The backward half calls the function again instead of keeping what it computed.

import numpy as np

from adcompile import checkpoint


def layer(h, W):
    return np.tanh(W @ np.sin(h))


def f(h, W):
    step = checkpoint(layer)
    for _ in range(2):
        h = step(h, W)
    return np.sum(h)


ANALYTIC = True
ARGS = (np.array([0.7, 0.9]), np.array([[0.3, -1.2], [0.5, 0.8]]))
ARGNUMS = (0, 1)
