# Minus signs and quotients read as one would write them.

import numpy as np


def f(x, y):
    return np.sum(-x / y - (x - y) / (x + 2))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = -x
    s1 = s0 / y
    s2 = x - y
    s3 = x + 2
    s4 = s2 / s3
    # backward
    s5 = np.shape(s1 - s4)             # return np.sum(-x / y - (x - y) / (x + 2))
    grad_s1 = unbroadcast(np.broadcast_to(1.0, s5), s1)
    grad_s4 = unbroadcast(np.broadcast_to(-1.0, s5), s4)
    grad_s2 = unbroadcast(grad_s4 / s3, s2)  # s4 = s2 / s3
    grad_x = unbroadcast(-grad_s4 * s4 / s3, s3)
    grad_x += unbroadcast(grad_s2, x)  # s2 = x - y
    grad_y = unbroadcast(-grad_s2, y)
    grad_y += unbroadcast(-grad_s1 * s1 / y, y)  # s1 = s0 / y
    grad_x = grad_x - unbroadcast(grad_s1 / y, s0)  # s0 = -x
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = -x
    s1 = s0 / y
    s2 = x - y
    s3 = x + 2
    s4 = s2 / s3
    s5 = s1 - s4
    result = np.sum(s5)
    # backward
    grad_result = 1.0                        # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    grad_s1 = unbroadcast(grad_s5, s1)       # s5 = s1 - s4
    grad_s4 = unbroadcast(-grad_s5, s4)
    grad_s2 = unbroadcast(grad_s4 / s3, s2)  # s4 = s2 / s3
    grad_s3 = unbroadcast(-grad_s4 * s4 / s3, s3)
    grad_x = grad_s3                         # s3 = x + 2
    grad_x += unbroadcast(grad_s2, x)        # s2 = x - y
    grad_y = unbroadcast(-grad_s2, y)
    grad_s0 = unbroadcast(grad_s1 / y, s0)   # s1 = s0 / y
    grad_y += unbroadcast(-grad_s1 * s1 / y, y)
    grad_x += -grad_s0                       # s0 = -x
    return grad_x, grad_y
