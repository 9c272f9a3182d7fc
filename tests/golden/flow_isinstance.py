# Values stay plain: `isinstance` sees an array.

import numpy as np


def f(x):
    if isinstance(x, np.ndarray):
        x = np.sum(x * x)
    return x * x


ANALYTIC = True
ARGS = (np.array([0.3, 2.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = isinstance(x, np.ndarray)
    if s0:
        x_1 = np.sum(x * x)
    else:
        x_1 = x
    result = x_1 * x_1
    require_scalar(result)
    # backward
    grad_x_1 = 2 * x_1  # result = x_1 * x_1
    if s0:
        grad_x_1 = 2 * grad_x_1 * x  # x_1 = np.sum(x * x)
    return grad_x_1


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = isinstance(x, np.ndarray)
    if s0:
        s1 = x * x
        x_1 = np.sum(s1)
    else:
        x_1 = x
    result = x_1 * x_1
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = x_1 * x_1
    grad_x_1 = 2 * (grad_result * x_1)
    if s0:
        grad_s1 = np.broadcast_to(grad_x_1, np.shape(s1))  # x_1 = np.sum(s1)
        grad_x = 2 * (grad_s1 * x)                         # s1 = x * x
    else:
        grad_x = grad_x_1
    return grad_x
