# The smallest by a key.

import numpy as np


def f(x):
    v = min([a * a for a in x], key=lambda s: abs(s - 0.2))
    return np.sin(v)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
