# The items of a dict of active values.

import numpy as np


def f(x, y):
    s = 0.0
    for name, v in {"x": x, "xy": x * y}.items():
        s = s + len(name) * np.sum(v * v)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)
