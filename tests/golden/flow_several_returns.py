# Each return has its own mirror.

import numpy as np


def f(x):
    if x < 0:
        return -x
    y = x * x
    if y > 1:
        return np.log(y)
    return y * x


ARGS = (1.4,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    if not x < 0:
        y = x * x
        s0 = y > 1
    # backward
    if x < 0:
        grad_x = -1.0
    else:
        if s0:
            grad_y = 1 / y  # return np.log(y)
            grad_x = np.zeros_like(x)
        else:
            grad_y = x
            grad_x = y
        grad_x += 2 * grad_y * x  # y = x * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x < 0
    if s0:
        result = -x
    else:
        y = x * x
        s1 = y > 1
        if s1:
            result = np.log(y)
        else:
            result = y * x
    # backward
    grad_result = 1.0
    if s0:
        grad_x = -grad_result  # result = -x
    else:
        if s1:
            grad_y = grad_result / y  # result = np.log(y)
            grad_x = np.zeros_like(x)
        else:
            grad_y = grad_result * x  # result = y * x
            grad_x = grad_result * y
        grad_x += 2 * (grad_y * x)  # y = x * x
    return grad_x
