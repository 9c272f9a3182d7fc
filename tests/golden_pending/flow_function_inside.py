# A function defined inside, called in a loop, over an active name of its surroundings.

import numpy as np


def f(a, x):
    def g(t):
        return a * t

    s = 0.0
    for v in x:
        s += g(g(v))
    return s


ANALYTIC = True
ARGS = (1.3, np.array([0.3, -1.2, 0.5]))
ARGNUMS = (0, 1)
