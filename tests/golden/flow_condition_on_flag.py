# A flag with a default.

import numpy as np


def f(x, squared=True):
    y = np.sin(x)
    if squared:
        y = y * y
    return np.sum(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, squared=True):
    # forward
    y = np.sin(x)
    if squared:
        y_1 = y * y
    else:
        y_1 = y
    # backward
    grad_y_1 = np.broadcast_to(1.0, np.shape(y_1))  # return np.sum(y)
    if squared:
        grad_y_1 = 2 * y  # y_1 = y * y
    grad_x = grad_y_1 * np.cos(x)  # y = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, squared=True):
    # forward
    y = np.sin(x)
    if squared:
        y_1 = y * y
    else:
        y_1 = y
    result = np.sum(y_1)
    # backward
    grad_result = 1.0  # result = np.sum(y_1)
    grad_y_1 = np.broadcast_to(grad_result, np.shape(y_1))
    if squared:
        grad_y = 2 * (grad_y_1 * y)  # y_1 = y * y
    else:
        grad_y = grad_y_1
    grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    return grad_x
