# Asserts are part of the forward half.

import numpy as np


def f(x, n):
    assert n > 0, "at least one step"
    for i in range(n):
        assert x.shape == (2,)
        x = np.sin(x)
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 2)
