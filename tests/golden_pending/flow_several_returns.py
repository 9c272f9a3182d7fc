# Each return has its own mirror.

import numpy as np


def f(x):
    if x < 0:
        return -x
    y = x * x
    if y > 1:
        return np.log(y)
    return y * x


ARGS = (1.4,)
