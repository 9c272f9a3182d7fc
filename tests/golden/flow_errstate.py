# The backward half runs under the same manager.

import numpy as np


def f(x):
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.where(x > 0, np.log(x), 0.0)
        z = y * x
    return np.sum(z * y)


ANALYTIC = True
ARGS = (np.array([0.3, -0.5, 1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    with np.errstate(divide='ignore', invalid='ignore'):
        s0 = x > 0
        y = np.where(s0, np.log(x), 0.0)
        z = y * x
    # backward
    with np.errstate(divide='ignore', invalid='ignore'):
        grad_y = z + y * x                 # z = y * x
        grad_x = y * y
        grad_s1 = np.where(s0, grad_y, 0)  # y = np.where(s0, np.log(x), 0.0)
        grad_x = grad_x + np.where(grad_s1 != 0, grad_s1 / x, 0)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    with np.errstate(divide='ignore', invalid='ignore'):
        s0 = x > 0
        s1 = np.log(x)
        y = np.where(s0, s1, 0.0)
        z = y * x
    s2 = z * y
    result = np.sum(s2)
    # backward
    grad_result = 1.0     # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_z = grad_s2 * y  # s2 = z * y
    grad_y = grad_s2 * z
    with np.errstate(divide='ignore', invalid='ignore'):
        grad_y = grad_y + grad_z * x       # z = y * x
        grad_x = grad_z * y
        grad_s1 = np.where(s0, grad_y, 0)  # y = np.where(s0, s1, 0.0)
        grad_x = grad_x + np.where(grad_s1 != 0, grad_s1 / x, 0)  # s1 = np.log(x)
    return grad_x
