# A dict filled in a loop and read after it.

import numpy as np


def f(x, names):
    total = {}
    for name, v in zip(names, x):
        total[name] = total.get(name, 0.0) + v * v
    return total["a"] * total["b"]


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), ["a", "b", "a"])
