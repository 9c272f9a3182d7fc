# `+=` of what the function itself made; the caller's array is not touched.

import numpy as np


def f(x, w):
    y = x * w
    y += x
    y *= y
    return np.sum(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([1.1, 0.4]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    y = x * w
    y_1 = own(y)
    y_1 += x
    # backward
    grad_y_1 = 2 * y_1                            # y *= y
    grad_y = unbroadcast(grad_y_1, y)             # y_1 += x
    grad_x = unbroadcast(grad_y_1, x)
    grad_x = grad_x + unbroadcast(grad_y * w, x)  # y = x * w
    grad_w = unbroadcast(grad_y * x, w)
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    y = x * w
    y_1 = own(y)
    y_1 += x
    y_2 = own(y_1)
    y_2 *= y_1
    result = np.sum(y_2)
    # backward
    grad_result = 1.0                             # result = np.sum(y_2)
    grad_y_2 = np.broadcast_to(grad_result, np.shape(y_2))
    grad_y_1 = grad_y_2 * y_1                     # y_2 *= y_1
    grad_y_1 = grad_y_1 + grad_y_2 * y_1
    grad_y = unbroadcast(grad_y_1, y)             # y_1 += x
    grad_x = unbroadcast(grad_y_1, x)
    grad_x = grad_x + unbroadcast(grad_y * w, x)  # y = x * w
    grad_w = unbroadcast(grad_y * x, w)
    return grad_x, grad_w
