# The name of what is walked is rebound in the body.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        x = x * v
        s = s + np.sum(x)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
