# Numbers appended to a list, then an array.

import numpy as np


def f(x, n):
    ys = []
    y = x
    for i in range(n):
        y = np.sin(y) + x
        ys.append(y)
    return np.sum(np.array(ys) ** 2)


ANALYTIC = True
ARGS = (0.7, 3)
