# What was started is undone; what the break skipped is not.

import numpy as np


def f(x, cap):
    s = 0.0
    for v in x:
        s = s + np.sin(v) * v
        if s > cap:
            break
        s = s * v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.2, 0.9, 0.5]), 0.9)
