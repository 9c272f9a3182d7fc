# A loop over what carries no derivative stays in the forward half.

import numpy as np


def f(x, n):
    coefficients = []
    c = 1.0
    for k in range(n):
        coefficients.append(c)
        c = c / (k + 1)
    return np.sum(x * np.array(coefficients))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 3)
