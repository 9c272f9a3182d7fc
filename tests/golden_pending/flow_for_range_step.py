# A step that does not divide the length.

import numpy as np


def f(x, s):
    for i in range(0, 11, 3):
        s = np.tanh(s + x[i])
    return s


ANALYTIC = True
ARGS = (np.linspace(-1, 1, 11), 0.4)
ARGNUMS = (0, 1)
