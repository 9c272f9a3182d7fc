# In the coefficients it is linear: nothing is kept, and the forward loop goes.

import numpy as np


def f(c, x):
    p = 0.0
    for i in range(len(c)):
        p = p * x + c[i]
    return p


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.9]), 0.7)
