# In the order of inactive keys.

import numpy as np


def f(x, table):
    for key in sorted(table, reverse=True):
        x = np.sin(x) * table[key] + x
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), {"a": 2.0, "b": 0.5, "c": 1.5})
