# Nothing in a loop makes double precision of single.

import numpy as np


def f(x, n):
    s = np.zeros_like(x)
    for i in range(n):
        s = 0.5 * s + np.tanh(x * s + x)
    return np.sum(s)


ARGS = (np.array([0.3, -1.2], np.float32), 3)
