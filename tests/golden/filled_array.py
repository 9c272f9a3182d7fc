# An array filled piece by piece.

import numpy as np


def f(a, b):
    y = np.zeros(3)
    y[0] = a * b
    y[1:] = np.sin(b)
    return np.sum(y * y)


ARGS = (0.3, 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(a, b):
    # forward
    y = np.zeros(3)
    s0 = a * b
    y[0] = s0
    s1 = np.sin(b)
    y[1:] = s1
    # backward
    grad_y = 2 * y                                    # return np.sum(y * y)
    grad_y_1 = grad_y.copy()                          # y[1:] = s1
    grad_y_1[1:] = 0
    grad_b = unbroadcast(grad_y[1:], s1) * np.cos(b)  # s1 = np.sin(b)
    grad_s0 = unbroadcast(grad_y_1[0], s0)            # y[0] = s0
    grad_a = unbroadcast(grad_s0 * b, a)              # s0 = a * b
    grad_b += unbroadcast(grad_s0 * a, b)
    return grad_a, grad_b


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(a, b):
    # forward
    y = np.zeros(3)
    s0 = a * b
    y[0] = s0
    s1 = np.sin(b)
    y[1:] = s1
    s2 = y * y
    result = np.sum(s2)
    # backward
    grad_result = 1.0                      # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_y = 2 * (grad_s2 * y)             # s2 = y * y
    grad_s1 = unbroadcast(grad_y[1:], s1)  # y[1:] = s1
    grad_y = grad_y.copy()
    grad_y[1:] = 0
    grad_b = grad_s1 * np.cos(b)           # s1 = np.sin(b)
    grad_s0 = unbroadcast(grad_y[0], s0)   # y[0] = s0
    grad_a = unbroadcast(grad_s0 * b, a)   # s0 = a * b
    grad_b += unbroadcast(grad_s0 * a, b)
    return grad_a, grad_b
