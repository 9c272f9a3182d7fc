# A write into an array that the function made: its cotangent is read, then zeroed.

import numpy as np


def f(x, v):
    y = x * x
    y[1:] = v
    return np.sum(y * y)


ARGS = (np.array([0.3, -1.2, 2.0]), np.array([0.7, 0.4]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, v):
    # forward
    y = x * x
    y[1:] = v
    # backward
    grad_y = 2 * y                       # return np.sum(y * y)
    grad_v = unbroadcast(grad_y[1:], v)  # y[1:] = v
    grad_y = own(grad_y)
    grad_y[1:] = 0
    grad_x = 2 * grad_y * x              # y = x * x
    return grad_x, grad_v


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, v):
    # forward
    y = x * x
    y[1:] = v
    s0 = y * y
    result = np.sum(s0)
    # backward
    grad_result = 1.0                    # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_y = 2 * (grad_s0 * y)           # s0 = y * y
    grad_v = unbroadcast(grad_y[1:], v)  # y[1:] = v
    grad_y = own(grad_y)
    grad_y[1:] = 0
    grad_x = 2 * (grad_y * x)            # y = x * x
    return grad_x, grad_v
