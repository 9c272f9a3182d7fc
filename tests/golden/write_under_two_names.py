# Two names for one array: what one changes, the other sees.

import numpy as np


def f(x):
    y = x * 2
    z = y
    z += x
    return np.sum(y * z)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = isinstance(y, np.ndarray)
    if s0:
        y += x
        z = y
    else:
        z = y + x
    # backward
    if s0:
        grad_y = y + z  # z = y + x
        grad_x = grad_y
    else:
        grad_y = z + y  # z = y + x
        grad_x = y
    grad_x = grad_x + grad_y * 2  # y = x * 2
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    y += x
    # backward
    grad_y = 2 * y                # return np.sum(y * z)
    grad_x = grad_y + grad_y * 2  # y = x * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    z = y
    s0 = isinstance(z, np.ndarray)
    if s0:
        z += x
        y_1 = z
    else:
        z = z + x
        y_1 = y
    s1 = y_1 * z
    result = np.sum(s1)
    # backward
    grad_result = 1.0       # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_y_1 = grad_s1 * z  # s1 = y_1 * z
    grad_z = grad_s1 * y_1
    if s0:
        grad_z = grad_z + grad_y_1  # z = z + x
        grad_x = grad_z
        grad_y = np.zeros_like(y)
    else:
        grad_y = grad_y_1  # z = z + x
        grad_x = grad_z
    grad_y = grad_y + grad_z      # z = y
    grad_x = grad_x + grad_y * 2  # y = x * 2
    return grad_x
