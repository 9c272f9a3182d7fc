# The side that is not taken is never evaluated: here it would divide by zero.

import numpy as np


def f(x, y):
    z = 1 / y if y != 0 else x * x
    return np.sin(z) * x


ANALYTIC = True
ARGS = (0.8, 0.0)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    z = 1 / y if y != 0 else x * x
    grad_x = np.sin(z)
    result = grad_x * x
    require_scalar(result)
    # backward
    s1 = np.cos(z)  # grad_x = np.sin(z)
    if y == 0:
        grad_x = grad_x + 2 * x * s1 * x  # z = x * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = y != 0
    z = 1 / y if s0 else x * x
    s1 = np.sin(z)
    result = s1 * x
    require_scalar(result)
    # backward
    grad_result = 1.0             # result = s1 * x
    grad_s1 = grad_result * x
    grad_x = grad_result * s1
    grad_z = grad_s1 * np.cos(z)  # s1 = np.sin(z)
    if not s0:
        grad_x += 2 * (grad_z * x)  # z = x * x
    return grad_x
