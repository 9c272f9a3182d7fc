# The first element that passes a test, or a default.

import numpy as np


def f(x):
    for i, v in enumerate(x):
        if v > 1:
            return v * v * x[i - 1]
    return 0.0


ANALYTIC = True
ARGS = (np.array([0.3, 0.9, 1.8, 0.5]),)
