# An argument that may be absent.

import numpy as np


def f(x, bias=None):
    y = x * x
    if bias is not None:
        y = y + bias
    return np.sum(np.tanh(y))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.1, 0.2]))
ARGNUMS = (0,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, bias=None):
    # forward
    y = x * x
    if bias is not None:
        y_1 = y + bias
    else:
        y_1 = y
    s0 = np.tanh(y_1)
    # backward
    grad_y_1 = 1 - s0 * s0  # s0 = np.tanh(y_1)
    if bias is not None:
        grad_y_1 = unbroadcast(grad_y_1, y)  # y_1 = y + bias
    grad_x = 2 * grad_y_1 * x  # y = x * x
    return grad_x,


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, bias=None):
    # forward
    y = x * x
    s0 = bias is not None
    if s0:
        y_1 = y + bias
    else:
        y_1 = y
    s1 = np.tanh(y_1)
    result = np.sum(s1)
    # backward
    grad_result = 1.0                   # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_y_1 = grad_s1 * (1 - s1 * s1)  # s1 = np.tanh(y_1)
    if s0:
        grad_y = unbroadcast(grad_y_1, y)  # y_1 = y + bias
    else:
        grad_y = grad_y_1
    grad_x = 2 * (grad_y * x)  # y = x * x
    return grad_x,
