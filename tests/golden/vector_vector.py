# A scalar product: no product of matrices at all.

import numpy as np


def f(x, y):
    return x @ y


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2]), np.array([0.1, 0.4]))
ARGNUMS = (0, 1)
