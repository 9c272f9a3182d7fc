# A flag carried round the loop decides what happens after it.

import numpy as np


def f(x):
    found = False
    s = 0.0
    for v in x:
        if v < 0:
            found = True
        s = s + v * v
    return s * s if found else s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
