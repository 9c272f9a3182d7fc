# Where nothing is done the value goes through, and so does its cotangent.

import numpy as np


def f(x):
    y = np.exp(x)
    if y > 1:
        y = y * y
    return y * x


ANALYTIC = True
ARGS = (0.3,)
