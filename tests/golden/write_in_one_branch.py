# A view is changed in one branch, the array in the other.

import numpy as np


def f(x, c):
    y = x[1:]
    if c > 0:
        y *= 2
    else:
        x[1] = y[0] ** 2
    return np.sum(x * x)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]), 1.0,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, c):
    # forward
    x = np.copy(x)
    y = x[1:]
    if c > 0:
        y_1 = own(y)
        y_1 *= 2
        x[1:] = y_1
    else:
        s0 = own(y[0])
        s1 = s0 ** 2
        x[1] = s1
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    if c > 0:
        grad_y_1 = grad_x[1:]  # x[1:] = y_1
        grad_y = grad_y_1 * 2
        grad_x[1:] = 0
    else:
        s2 = unbroadcast(grad_x[1], s1) * 2  # s1 = s0 ** 2
        grad_x[1] = 0                        # x[1] = s1
        grad_y = np.zeros_like(y)            # s0 = own(y[0])
        grad_y[0] = s2 * s0
    grad_x[1:] += grad_y  # y = x[1:]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, c):
    # forward
    x = x.copy()
    y = x[1:]
    if c > 0:
        y_1 = y * 2
        x[1:] = y_1
    else:
        s0 = y[0]
        x[1] = s0 ** 2
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    if c > 0:
        grad_y_1 = grad_x[1:]  # x[1:] = y_1
        grad_y = grad_y_1 * 2
        grad_x[1:] = 0
    else:
        s1 = grad_x[1] * 2         # x[1] = s0 ** 2
        grad_x[1] = 0
        grad_y = np.zeros_like(y)  # s0 = y[0]
        grad_y[0] = s1 * s0
    grad_x[1:] += grad_y  # y = x[1:]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, c):
    # forward
    x = np.copy(x)
    y = x[1:]
    s0 = c > 0
    if s0:
        y_1 = own(y)
        y_1 *= 2
        x[1:] = y_1
    else:
        s1 = y[0]
        s2 = own(s1)
        s3 = s2 ** 2
        x[1] = s3
    s4 = x * x
    result = np.sum(s4)
    # backward
    grad_result = 1.0           # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_x = 2 * (grad_s4 * x)  # s4 = x * x
    if s0:
        grad_y_1 = grad_x[1:]  # x[1:] = y_1
        grad_y_1 = own(grad_y_1)
        grad_x[1:] = 0
        grad_y = grad_y_1 * 2
    else:
        grad_s3 = unbroadcast(grad_x[1], s3)  # x[1] = s3
        grad_s3 = own(grad_s3)
        grad_x[1] = 0
        grad_s1 = grad_s3 * 2 * s2            # s3 = s2 ** 2
        grad_y = np.zeros_like(y)             # s2 = own(s1)
        grad_y[0] += grad_s1
    grad_x[1:] += grad_y  # y = x[1:]
    return grad_x
