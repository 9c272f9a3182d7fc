# A handler in a loop: kept once an iteration.

import numpy as np


def f(x, keys, table):
    for key in keys:
        try:
            k = table[key]
        except KeyError:
            continue
        x = np.sin(k * x)
    return x


ANALYTIC = True
ARGS = (0.4, ["a", "b", "c"], {"a": 3.0, "c": 2.0})
