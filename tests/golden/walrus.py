# `:=` inside an expression is a statement of its own before it.

import numpy as np


def f(x):
    return np.sum((y := np.exp(x)) * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.exp(x)
    # backward
    grad_y = 2 * y       # return np.sum((y := np.exp(x)) * y)
    grad_x = grad_y * y  # y = np.exp(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.exp(x)
    s0 = y * y
    result = np.sum(s0)
    # backward
    grad_result = 1.0           # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_y = 2 * (grad_s0 * y)  # s0 = y * y
    grad_x = grad_y * y         # y = np.exp(x)
    return grad_x
