# The values of an inactive array made by the function.

import numpy as np


def f(x, n):
    s = 0.0
    for t in np.linspace(0.0, 1.0, n):
        s = s + np.sin(x * t)
    return s * s


ANALYTIC = True
ARGS = (0.8, 4)
