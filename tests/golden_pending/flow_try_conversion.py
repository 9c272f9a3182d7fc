# Text that may not be a number.

import numpy as np


def f(x, words):
    s = 0.0
    for word in words:
        try:
            weight = float(word)
        except ValueError:
            weight = 1.0
        s = s + weight * np.sin(x * s + x)
    return s


ANALYTIC = True
ARGS = (0.4, ["2", "two", "0.5"])
