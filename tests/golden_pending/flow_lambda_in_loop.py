# A lambda made in a loop sees the loop's value when it is called.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        scaled = lambda v: v * (i + 1)
        s = s + np.sin(scaled(x))
    return s * scaled(x)


ANALYTIC = True
ARGS = (0.3, 3)
