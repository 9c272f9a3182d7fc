# A linear body: nothing is kept.

import numpy as np


def f(x, n):
    for i in range(n):
        x = 0.9 * x + i
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for i in reversed(range(n)):
        grad_x = grad_x * 0.9  # x = 0.9 * x + i
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    for i in range(n):
        s0 = 0.9 * x
        x = s0 + i
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for i in reversed(range(n)):
        grad_s0 = grad_x        # x = s0 + i
        grad_x = grad_s0 * 0.9  # s0 = 0.9 * x
    return own(grad_x)
