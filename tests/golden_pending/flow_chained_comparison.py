# The middle operand is evaluated once.

import numpy as np


def f(x):
    if 0 < np.sin(x) < 0.9:
        x = x * x
    return 3 * x


ANALYTIC = True
ARGS = (0.6,)
