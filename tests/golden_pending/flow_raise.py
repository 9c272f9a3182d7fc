# A check that does not fail leaves no trace in the backward half.

import numpy as np


def f(x, n):
    if n < 0:
        raise ValueError(f"n must not be negative: {n}")
    for _ in range(n):
        if not np.all(np.isfinite(x)):
            raise ArithmeticError("diverged")
        x = x * x
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 2)
