# What was skipped has no mirror.

import numpy as np


def f(x, cap):
    s = 0.0
    for v in x:
        if v < 0:
            continue
        s = s + v * s + v
        if s > cap:
            break
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.0, 0.8, 0.9, 0.4]), 2.0)
