# Two `for` and two `if` in one comprehension.

import numpy as np


def f(x):
    n = len(x)
    pairs = [x[i] * x[j] ** 2 for i in range(n) if i != 1 for j in range(i, n) if x[j] > 0]
    return sum(pairs)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
