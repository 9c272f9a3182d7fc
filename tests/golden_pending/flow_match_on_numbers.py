# `match` on integers within a loop.

import numpy as np


def f(x, codes):
    for code in codes:
        match code:
            case 0:
                x = np.sin(x)
            case 1 | 2:
                x = x * x
            case _:
                x = 2 * x
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), [2, 0, 5])
