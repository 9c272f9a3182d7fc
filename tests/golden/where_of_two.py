# Both sides carry a derivative.

import numpy as np


def f(x, y):
    return np.sum(np.where(x > y, x * y, x - y))


ARGS = (np.array([0.3, -1.2]), np.array([0.1, 0.4]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x > y
    s1 = x * y
    s2 = x - y
    # backward
    # return np.sum(np.where(x > y, x * y, x - y))
    grad_s3 = np.broadcast_to(1.0, np.shape(np.where(s0, s1, s2)))
    grad_s1 = unbroadcast(np.where(s0, grad_s3, 0), s1)
    grad_s2 = unbroadcast(np.where(s0, 0, grad_s3), s2)
    grad_x = unbroadcast(grad_s2, x)       # s2 = x - y
    grad_y = unbroadcast(-grad_s2, y)
    grad_x += unbroadcast(grad_s1 * y, x)  # s1 = x * y
    grad_y += unbroadcast(grad_s1 * x, y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x > y
    s1 = x * y
    s2 = x - y
    s3 = np.where(s0, s1, s2)
    result = np.sum(s3)
    # backward
    grad_result = 1.0                                    # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_s1 = unbroadcast(np.where(s0, grad_s3, 0), s1)  # s3 = np.where(s0, s1, s2)
    grad_s2 = unbroadcast(np.where(s0, 0, grad_s3), s2)
    grad_x = unbroadcast(grad_s2, x)                     # s2 = x - y
    grad_y = unbroadcast(-grad_s2, y)
    grad_x += unbroadcast(grad_s1 * y, x)                # s1 = x * y
    grad_y += unbroadcast(grad_s1 * x, y)
    return grad_x, grad_y
