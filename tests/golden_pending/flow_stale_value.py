# Each iteration's own y is read backwards, not the last one.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        y = np.tanh(x * (i + 1))
        s = s + y * y
    return s * y


ANALYTIC = True
ARGS = (0.3, 3)
