# The items of a dict argument: inactive scales of an active value.

import numpy as np


def f(x, scales):
    s = 0.0
    for name, k in scales.items():
        if name != "skip":
            s = s + k * np.sum(x**2)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), {"a": 2.0, "skip": 5.0, "b": 0.5})
