# `any` and `all` give truth, no derivative.

import numpy as np


def f(x):
    y = x * x
    if any(v > 1 for v in x) and all(v > -2 for v in x):
        y = np.sin(y)
    return np.sum(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 1.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * x
    if any(v > 1 for v in x) and all(v > -2 for v in x):
        y_1 = np.sin(y)
    else:
        y_1 = y
    # backward
    grad_y_1 = np.broadcast_to(1.0, np.shape(y_1))  # return np.sum(y)
    if any(v > 1 for v in x) and all(v > -2 for v in x):
        grad_y_1 = np.cos(y)  # y_1 = np.sin(y)
    grad_x = 2 * grad_y_1 * x  # y = x * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * x
    if any(v > 1 for v in x) and all(v > -2 for v in x):
        y_1 = np.sin(y)
    else:
        y_1 = y
    result = np.sum(y_1)
    # backward
    grad_result = 1.0  # result = np.sum(y_1)
    grad_y_1 = np.broadcast_to(grad_result, np.shape(y_1))
    if any(v > 1 for v in x) and all(v > -2 for v in x):
        grad_y = grad_y_1 * np.cos(y)  # y_1 = np.sin(y)
    else:
        grad_y = grad_y_1
    grad_x = 2 * (grad_y * x)  # y = x * x
    return grad_x
