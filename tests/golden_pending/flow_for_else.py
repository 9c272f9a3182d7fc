# The `else` of a loop runs if no break did.

import numpy as np


def f(x, limit):
    s = 0.0
    for v in x:
        s = s + v * v
        if s > limit:
            break
    else:
        s = s * s
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 9.0)
