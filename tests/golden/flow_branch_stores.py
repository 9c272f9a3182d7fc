# A write into an array on one side only.

import numpy as np


def f(x, y):
    a = x * x
    if y > 0:
        a[0] = y * y
    return np.sum(a * a)


ARGS = (np.array([0.3, -1.2]), 0.8)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    a = x * x
    if y > 0:
        s0 = y * y
        a[0] = s0
    # backward
    grad_a = 2 * a  # return np.sum(a * a)
    if y > 0:
        s1 = 2 * unbroadcast(grad_a[0], s0)  # s0 = y * y
        grad_a[0] = 0                        # a[0] = s0
        grad_y = s1 * y                      # s0 = y * y
    else:
        grad_y = np.zeros_like(y)
    grad_x = 2 * grad_a * x  # a = x * x
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    a = x * x
    s0 = y > 0
    if s0:
        s1 = y * y
        a[0] = s1
    s2 = a * a
    result = np.sum(s2)
    # backward
    grad_result = 1.0           # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_a = 2 * (grad_s2 * a)  # s2 = a * a
    if s0:
        grad_s1 = unbroadcast(grad_a[0], s1)  # a[0] = s1
        grad_s1 = own(grad_s1)
        grad_a[0] = 0
        grad_y = 2 * (grad_s1 * y)            # s1 = y * y
    else:
        grad_y = np.zeros_like(y)
    grad_x = 2 * (grad_a * x)  # a = x * x
    return grad_x, grad_y
