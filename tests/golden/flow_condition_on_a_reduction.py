# A test of a reduction of the argument: no derivative goes through it.

import numpy as np


def f(x):
    if np.any(x > 1) and np.max(x) < 9:
        x = np.log(x)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.array([0.3, 2.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    if np.any(x > 1) and np.max(x) < 9:
        x_1 = np.log(x)
    else:
        x_1 = x
    # backward
    grad_x_1 = 2 * x_1  # return np.sum(x * x)
    if np.any(x > 1) and np.max(x) < 9:
        grad_x_1 = grad_x_1 / x  # x_1 = np.log(x)
    return grad_x_1


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    if np.any(x > 1) and np.max(x) < 9:
        x_1 = np.log(x)
    else:
        x_1 = x
    s0 = x_1 * x_1
    result = np.sum(s0)
    # backward
    grad_result = 1.0               # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_x_1 = 2 * (grad_s0 * x_1)  # s0 = x_1 * x_1
    if np.any(x > 1) and np.max(x) < 9:
        grad_x = grad_x_1 / x  # x_1 = np.log(x)
    else:
        grad_x = grad_x_1
    return grad_x
