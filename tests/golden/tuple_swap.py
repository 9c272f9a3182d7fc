# `x, y = y, x` moves names, not numbers.

import numpy as np


def f(x, y):
    x, y = y, x
    return np.sum(x * np.sin(y))


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), np.array([1.3, -0.2]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = np.sin(x)
    # backward
    grad_s1 = np.broadcast_to(1.0, np.shape(y * s0))   # return np.sum(x * np.sin(y))
    grad_y = unbroadcast(grad_s1 * s0, y)
    grad_x = unbroadcast(grad_s1 * y, s0) * np.cos(x)  # s0 = np.sin(x)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    x_1 = y
    y = x
    s0 = np.sin(y)
    s1 = x_1 * s0
    result = np.sum(s1)
    # backward
    grad_result = 1.0                          # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_x_1 = unbroadcast(grad_s1 * s0, x_1)  # s1 = x_1 * s0
    grad_s0 = unbroadcast(grad_s1 * x_1, s0)
    grad_y = grad_s0 * np.cos(y)               # s0 = np.sin(y)
    grad_x = grad_y                            # y = x
    grad_y = grad_x_1
    return grad_x, grad_y
