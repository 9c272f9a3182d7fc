# `RATE` is a global variable of the user's module: read, never copied into the text.

import numpy as np

RATE = 0.25


def f(x):
    return np.sum(RATE * x * x)


ANALYTIC = True
ARGS = (np.array([1.0, 2.0]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = RATE * x
    # backward
    grad_s1 = np.broadcast_to(1.0, np.shape(s0 * x))  # return np.sum(RATE * x * x)
    grad_x = unbroadcast(grad_s1 * s0, x)
    grad_x += unbroadcast(unbroadcast(grad_s1 * x, s0) * RATE, x)  # s0 = RATE * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = RATE * x
    s1 = s0 * x
    result = np.sum(s1)
    # backward
    grad_result = 1.0                         # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_s0 = unbroadcast(grad_s1 * x, s0)    # s1 = s0 * x
    grad_x = unbroadcast(grad_s1 * s0, x)
    grad_x += unbroadcast(grad_s0 * RATE, x)  # s0 = RATE * x
    return grad_x
