# The gradient of a sum is the same everywhere: it stays a number until the shape is needed.

import numpy as np


def f(x, y):
    return np.sum(x - 3 * y)


ANALYTIC = True
ARGS = (np.array([1.0, 2.0]), np.array([0.5, 0.25]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = 3 * y
    # backward
    s1 = np.shape(x - s0)                                    # return np.sum(x - 3 * y)
    grad_x = unbroadcast(np.broadcast_to(1.0, s1), x)
    grad_y = unbroadcast(np.broadcast_to(-1.0, s1), s0) * 3  # s0 = 3 * y
    return own(grad_x), grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = 3 * y
    s1 = x - s0
    result = np.sum(s1)
    # backward
    grad_result = 1.0                 # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_x = unbroadcast(grad_s1, x)  # s1 = x - s0
    grad_s0 = unbroadcast(-grad_s1, s0)
    grad_y = grad_s0 * 3              # s0 = 3 * y
    return own(grad_x), grad_y
