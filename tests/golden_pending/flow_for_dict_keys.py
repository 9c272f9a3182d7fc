# The keys of a dict, and the dict itself.

import numpy as np


def f(x, table):
    for key in table.keys():
        x = x * table[key]
    for key in table:
        x = np.sin(x) + table[key]
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), {"a": 2.0, "b": 0.5})
