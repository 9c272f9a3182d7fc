# What the result does not read has no mirror.

import numpy as np


def f(x, n):
    y = x
    log = []
    for i in range(n):
        x = np.sin(x)
        y = y * 2
        log.append(i)
    return x * len(log)


ANALYTIC = True
ARGS = (0.7, 3)
