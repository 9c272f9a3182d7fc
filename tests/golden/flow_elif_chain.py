# A chain of tests nests; the backward half nests the same way.

import numpy as np


def f(x):
    if x < -1:
        y = x * x
    elif x < 0:
        y = np.sin(x)
    elif x < 1:
        y = np.exp(x)
    else:
        y = 3 * x
    return y * y


ARGS = (0.4,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    if x < -1:
        y = x * x
    elif x < 0:
        y = np.sin(x)
    elif x < 1:
        y = np.exp(x)
    else:
        y = 3 * x
    # backward
    grad_y = 2 * y  # return y * y
    if x < -1:
        grad_x = 2 * grad_y * x  # y = x * x
    elif x < 0:
        grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    elif x < 1:
        grad_x = grad_y * y  # y = np.exp(x)
    else:
        grad_x = grad_y * 3  # y = 3 * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x < -1
    if s0:
        y = x * x
    else:
        s1 = x < 0
        if s1:
            y = np.sin(x)
        else:
            s2 = x < 1
            if s2:
                y = np.exp(x)
            else:
                y = 3 * x
    result = y * y
    # backward
    grad_result = 1.0  # result = y * y
    grad_y = 2 * (grad_result * y)
    if s0:
        grad_x = 2 * (grad_y * x)  # y = x * x
    elif s1:
        grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    elif s2:
        grad_x = grad_y * y  # y = np.exp(x)
    else:
        grad_x = grad_y * 3  # y = 3 * x
    return grad_x
