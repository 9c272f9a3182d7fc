# `continue` in a `while`, behind the step of the counter.

import numpy as np


def f(x):
    i = 0
    s = 1.0
    while i < len(x):
        i += 1
        if i % 2 == 0:
            continue
        s = s * x[i - 1] + np.sin(s)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.0, 0.8, 0.9]),)
