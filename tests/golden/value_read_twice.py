# Two uses of `y` give two contributions: `=`, then `+=`.

import numpy as np


def f(x):
    y = np.sin(x)
    return np.sum(y * np.exp(y))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 2.0]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.sin(x)
    s0 = np.exp(y)
    # backward
    grad_y = s0 + y * s0         # s0 = np.exp(y)
    grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.sin(x)
    s0 = np.exp(y)
    s1 = y * s0
    result = np.sum(s1)
    # backward
    grad_result = 1.0               # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_y = grad_s1 * s0           # s1 = y * s0
    grad_s0 = grad_s1 * y
    grad_y = grad_y + grad_s0 * s0  # s0 = np.exp(y)
    grad_x = grad_y * np.cos(x)     # y = np.sin(x)
    return grad_x
