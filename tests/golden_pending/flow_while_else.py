# The `else` of a `while`.

import numpy as np


def f(x, n):
    while n > 0:
        x = np.sin(x)
        n -= 1
        if x < -2:
            break
    else:
        x = x * 3
    return x * x


ANALYTIC = True
ARGS = (0.7, 2)
