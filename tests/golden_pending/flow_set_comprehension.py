# A set of integers says which rows count.

import numpy as np


def f(x, labels):
    s = 0.0
    for k in sorted({label % 3 for label in labels}):
        s = s * x[k] + x[k]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), [5, 3, 8, 6])
