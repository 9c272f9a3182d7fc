# A list of fixed length, written by index.

import numpy as np


def f(x, n):
    ys = [0.0] * n
    ys[0] = x
    for i in range(1, n):
        ys[i] = np.sin(ys[i - 1]) + i
    return sum(ys)


ANALYTIC = True
ARGS = (0.7, 4)
