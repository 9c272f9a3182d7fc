# The same branch from its other side: what the taken side does not read has cotangent zero.

import numpy as np


def f(x, y):
    if x > 0.5:
        z = x * y
    else:
        z = x * x
    return np.sin(z)


ARGS = (0.2, 1.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    if x > 0.5:
        z = x * y
    else:
        z = x * x
    result = np.sin(z)
    require_scalar(result)
    # backward
    grad_z = np.cos(z)  # result = np.sin(z)
    if x > 0.5:
        grad_x = grad_z * y  # z = x * y
        grad_y = grad_z * x
    else:
        grad_x = 2 * grad_z * x  # z = x * x
        grad_y = np.zeros_like(y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x > 0.5
    if s0:
        z = x * y
    else:
        z = x * x
    result = np.sin(z)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = np.sin(z)
    grad_z = grad_result * np.cos(z)
    if s0:
        grad_x = grad_z * y  # z = x * y
        grad_y = grad_z * x
    else:
        grad_x = 2 * (grad_z * x)  # z = x * x
        grad_y = np.zeros_like(y)
    return grad_x, grad_y
