# An array, a list and a range in step.

import numpy as np


def f(x, weights):
    s = 0.0
    for v, w, k in zip(x, weights, range(5)):
        s = s + w * v**k
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), [2.0, 3.0, 0.5])
