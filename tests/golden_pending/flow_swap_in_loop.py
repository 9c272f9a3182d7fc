# Two carried values change places.

import numpy as np


def f(a, b, n):
    for i in range(n):
        a, b = b, a + np.sin(b)
    return a * b


ANALYTIC = True
ARGS = (0.3, 0.9, 3)
ARGNUMS = (0, 1)
