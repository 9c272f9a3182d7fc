# The inner bound depends on the outer counter.

import numpy as np


def f(x):
    s = 0.0
    for i in range(len(x)):
        for j in range(i, len(x)):
            s = s + x[i] * np.sin(x[j])
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
