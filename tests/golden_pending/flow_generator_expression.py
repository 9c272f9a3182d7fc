# A generator in `sum`, with a start.

import numpy as np


def f(x):
    return sum((v * v for v in x if v > 0), np.sin(x[1]))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
