# The counter and the element.

import numpy as np


def f(x):
    s = 0.0
    for i, v in enumerate(x):
        s = s * v + (i + 1) * v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
