# Where nothing is done the value goes through, and so does its cotangent.

import numpy as np


def f(x):
    y = np.exp(x)
    if y > 1:
        y = y * y
    return y * x


ANALYTIC = True
ARGS = (0.3,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.exp(x)
    if y > 1:
        y_1 = y * y
    else:
        y_1 = y
    # backward
    if y > 1:
        grad_y = 2 * x * y  # y_1 = y * y
    else:
        grad_y = x
    grad_x = y_1 + grad_y * y  # y = np.exp(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.exp(x)
    s0 = y > 1
    if s0:
        y_1 = y * y
    else:
        y_1 = y
    result = y_1 * x
    # backward
    grad_result = 1.0  # result = y_1 * x
    grad_y_1 = grad_result * x
    grad_x = grad_result * y_1
    if s0:
        grad_y = 2 * (grad_y_1 * y)  # y_1 = y * y
    else:
        grad_y = grad_y_1
    grad_x += grad_y * y  # y = np.exp(x)
    return grad_x
