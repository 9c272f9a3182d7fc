# The name that exists on the other side only is never read.

import numpy as np


def f(x, c):
    if c:
        a = x * x
    y = np.sin(x)
    return a * y if c else y


ANALYTIC = True
ARGS = (0.7, False)
