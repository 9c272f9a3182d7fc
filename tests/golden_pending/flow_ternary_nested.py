# A ternary in the orelse of another, inside an expression.

import numpy as np


def f(x):
    return x * (np.sin(x) if x > 1 else np.cos(x) if x > 0 else 2.0)


ARGS = (0.3,)
