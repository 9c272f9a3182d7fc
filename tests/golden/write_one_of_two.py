# z is x or y: the write asks again which of them it was.

import numpy as np


def f(x, y, c):
    z = x if c > 0 else y
    z[0] = c**2
    return np.sum(x * y)


ARGS = (np.array([1.3, -0.4]), np.array([0.5, 1.1]), 0.7)
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y, c):
    # forward
    s0 = c ** 2
    if c > 0:
        z = own(x)
        z[0] = s0
        x = z
    else:
        z = own(y)
        z[0] = s0
        y = z
    # backward
    grad_s1 = np.broadcast_to(1.0, np.shape(x * y))  # return np.sum(x * y)
    grad_x = unbroadcast(grad_s1 * y, x)
    grad_y = unbroadcast(grad_s1 * x, y)
    if c > 0:
        grad_s0 = own(unbroadcast(grad_x[0], s0))  # z[0] = s0
        grad_x[0] = 0
    else:
        grad_s0 = own(unbroadcast(grad_y[0], s0))  # z[0] = s0
        grad_y[0] = 0
    grad_c = grad_s0 * 2 * c  # s0 = c ** 2
    return grad_x, grad_y, grad_c


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y, c):
    # forward
    s0 = c > 0
    s1 = c ** 2
    if s0:
        z = own(x)
        z[0] = s1
        x = z
    else:
        z = own(y)
        z[0] = s1
        y = z
    s2 = x * y
    result = np.sum(s2)
    # backward
    grad_result = 1.0                     # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_x = unbroadcast(grad_s2 * y, x)  # s2 = x * y
    grad_y = unbroadcast(grad_s2 * x, y)
    if s0:
        grad_z = grad_x  # z[0] = s1
        grad_s1 = unbroadcast(grad_z[0], s1)
        grad_s1 = own(grad_s1)
        grad_z[0] = 0
        grad_x = grad_z
    else:
        grad_z = grad_y  # z[0] = s1
        grad_s1 = unbroadcast(grad_z[0], s1)
        grad_s1 = own(grad_s1)
        grad_z[0] = 0
        grad_y = grad_z
    grad_c = grad_s1 * 2 * c  # s1 = c ** 2
    return grad_x, grad_y, grad_c
