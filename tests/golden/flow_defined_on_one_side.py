# A name defined on one side, read under the same test.

import numpy as np


def f(x, c):
    if c:
        a = x * x
    y = np.sin(x)
    return a * y if c else y


ANALYTIC = True
ARGS = (0.7, True)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, c):
    # forward
    if c:
        a = x * x
    else:
        a = None
    y = np.sin(x)
    # backward
    if c:
        grad_a = y
        grad_y = a
    else:
        grad_a = 0.0
        grad_y = 1.0
    grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    if c:
        grad_x += 2 * grad_a * x  # a = x * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, c):
    # forward
    if c:
        a = x * x
    y = np.sin(x)
    if c:
        s0 = a * y
    # backward
    grad_result = 1.0
    if c:
        grad_s0 = grad_result
        grad_a = grad_s0 * y  # s0 = a * y
        grad_y = grad_s0 * a
    else:
        grad_y = grad_result
        grad_a = 0.0
    grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    if c:
        grad_x += 2 * (grad_a * x)  # a = x * x
    return grad_x
