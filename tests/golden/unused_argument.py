# Nothing depends on `y`: zeros of its shape.

import numpy as np


def f(x, y):
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([1.0, 0.0, 2.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    grad_y = np.zeros_like(y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x * x
    result = np.sum(s0)
    # backward
    grad_result = 1.0           # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_x = 2 * (grad_s0 * x)  # s0 = x * x
    grad_y = np.zeros_like(y)
    return grad_x, grad_y
