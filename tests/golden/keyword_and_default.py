# A default that is differentiated; a keyword-only flag passes through.

import numpy as np


def f(x, w=2.0, *, offset=1.0):
    return np.sum(np.tanh(x * w + offset))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 0.5)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w=2.0, *, offset=1.0):
    # forward
    s0 = x * w
    s1 = np.tanh(s0 + offset)
    # backward
    grad_s0 = unbroadcast(1 - s1 * s1, s0)  # s1 = np.tanh(s0 + offset)
    grad_x = unbroadcast(grad_s0 * w, x)    # s0 = x * w
    grad_w = unbroadcast(grad_s0 * x, w)
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w=2.0, *, offset=1.0):
    # forward
    s0 = x * w
    s1 = s0 + offset
    s2 = np.tanh(s1)
    result = np.sum(s2)
    # backward
    grad_result = 1.0                     # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_s1 = grad_s2 * (1 - s2 * s2)     # s2 = np.tanh(s1)
    grad_s0 = unbroadcast(grad_s1, s0)    # s1 = s0 + offset
    grad_x = unbroadcast(grad_s0 * w, x)  # s0 = x * w
    grad_w = unbroadcast(grad_s0 * x, w)
    return grad_x, grad_w
