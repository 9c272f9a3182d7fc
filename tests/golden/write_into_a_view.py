# A write into a part of a part.

import numpy as np


def f(x):
    y = x * 2
    middle = y[1:-1]
    middle[0] = x[3] ** 2
    return np.sum(y * y)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    middle = y[1:-1]
    s0 = x[3]
    s1 = s0 ** 2
    middle[0] = s1
    # backward
    grad_y = 2 * y                            # return np.sum(y * y)
    grad_middle = grad_y[1:-1]                # middle[0] = s1
    s2 = unbroadcast(grad_middle[0], s1) * 2  # s1 = s0 ** 2
    grad_middle[0] = 0                        # middle[0] = s1
    grad_x = grad_y * 2                       # y = x * 2
    grad_x[3] += s2 * s0                      # s0 = x[3]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    middle = y[1:-1]
    s0 = x[3]
    middle[0] = s0 ** 2
    # backward
    grad_y = 2 * y              # return np.sum(y * y)
    grad_middle = grad_y[1:-1]  # middle[0] = s0 ** 2
    s1 = grad_middle[0] * 2
    grad_middle[0] = 0
    grad_x = grad_y * 2         # y = x * 2
    grad_x[3] += s1 * s0        # s0 = x[3]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    middle = y[1:-1]
    s0 = x[3]
    s1 = s0 ** 2
    middle[0] = s1
    s2 = y * y
    result = np.sum(s2)
    # backward
    grad_result = 1.0             # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_y = 2 * (grad_s2 * y)    # s2 = y * y
    grad_middle = grad_y[1:-1]    # middle[0] = s1
    grad_middle = own(grad_middle)
    grad_y[1:-1] = 0
    grad_s1 = unbroadcast(grad_middle[0], s1)
    grad_middle = own(grad_middle)
    grad_middle[0] = 0
    grad_s0 = grad_s1 * 2 * s0    # s1 = s0 ** 2
    grad_x = np.zeros_like(x)     # s0 = x[3]
    grad_x[3] += grad_s0
    grad_y[1:-1] += grad_middle   # middle = y[1:-1]
    grad_x = grad_x + grad_y * 2  # y = x * 2
    return grad_x
