# A view is changed: so is the array, and the cotangent of the view is the same part of that of the array.

import numpy as np


def f(x, w):
    x = x * 1.0
    y = x[1:]
    y *= w
    return np.sum(x * x)


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]), 1.3,)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    x = x * 1.0
    y = x[1:]
    y = own(y)
    y_1 = own(y)
    y_1 *= w
    x[1:] = y_1
    # backward
    grad_x = 2 * x                           # return np.sum(x * x)
    grad_y_1 = unbroadcast(grad_x[1:], y_1)  # x[1:] = y_1
    grad_y = unbroadcast(grad_y_1 * w, y)
    grad_w = unbroadcast(grad_y_1 * y, w)
    grad_x[1:] = grad_y
    return grad_x, grad_w


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, w):
    # forward
    x = x * 1.0
    y = x[1:]
    y = y.copy()
    y_1 = y * w
    x[1:] = y_1
    # backward
    grad_x = 2 * x         # return np.sum(x * x)
    grad_y_1 = grad_x[1:]  # x[1:] = y_1
    grad_y = grad_y_1 * w
    grad_w = np.sum(grad_y_1 * y)
    grad_x[1:] = grad_y
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    x = x * 1.0
    y = x[1:]
    y = own(y)
    y_1 = own(y)
    y_1 *= w
    x[1:] = y_1
    s0 = x * x
    result = np.sum(s0)
    # backward
    grad_result = 1.0                        # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_x = 2 * (grad_s0 * x)               # s0 = x * x
    grad_y_1 = unbroadcast(grad_x[1:], y_1)  # x[1:] = y_1
    grad_x = own(grad_x)
    grad_x[1:] = 0
    grad_y = unbroadcast(grad_y_1 * w, y)
    grad_w = unbroadcast(grad_y_1 * y, w)
    grad_x[1:] += grad_y                     # y = own(y)
    grad_x = grad_x * 1.0                    # x = x * 1.0
    return grad_x, grad_w
