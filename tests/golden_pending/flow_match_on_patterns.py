# `match` binds names: a tuple of a name and a number.

import numpy as np


def f(x, op):
    match op:
        case ("scale", k):
            y = k * x
        case ("power", n) if n > 1:
            y = x**n
        case _:
            y = x
    return np.sum(np.sin(y))


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), ("power", 3))
