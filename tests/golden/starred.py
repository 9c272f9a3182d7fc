# The middle of a tuple is a list whose length is known.

import numpy as np


def f(x, y, z):
    first, *rest = x * y, y * z, z
    a, b = rest
    return np.sum(first - a * b)


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), np.array([1.3, -0.2]), np.array([0.7, 0.9]))
ARGNUMS = (0, 1, 2)
