# The array is changed: its view has changed, too.

import numpy as np


def f(x):
    y = x * x
    tail = y[1:]
    y[2] = x[0]
    return np.sum(tail**3)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * x
    s0 = x[0]
    y[2] = s0
    tail = y[1:]
    # backward
    grad_tail = 3 * tail ** 2                # tail = y[1:]
    grad_y = np.zeros_like(y)
    grad_y[1:] = grad_tail
    grad_y_1 = own(grad_y)                   # y[2] = s0
    grad_y_1[2] = 0
    grad_x = 2 * grad_y_1 * x                # y = x * x
    grad_x[0] += unbroadcast(grad_y[2], s0)  # s0 = x[0]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * x
    y[2] = x[0]
    tail = y[1:]
    # backward
    grad_tail = 3 * tail ** 2  # tail = y[1:]
    grad_y = np.zeros_like(y)
    grad_y[1:] = grad_tail
    grad_s0 = grad_y[2]        # y[2] = x[0]
    grad_y[2] = 0
    grad_x = 2 * grad_y * x    # y = x * x
    grad_x[0] += grad_s0       # y[2] = x[0]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * x
    tail = y[1:]
    s0 = x[0]
    y[2] = s0
    s1 = tail ** 3
    result = np.sum(s1)
    # backward
    grad_result = 1.0                     # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_tail = grad_s1 * 3 * tail ** 2   # s1 = tail ** 3
    grad_y = np.zeros_like(y)
    grad_y[1:] += grad_tail
    grad_s0 = unbroadcast(grad_y[2], s0)  # y[2] = s0
    grad_y = own(grad_y)
    grad_y[2] = 0
    grad_x = np.zeros_like(x)             # s0 = x[0]
    grad_x[0] += grad_s0
    grad_x += 2 * (grad_y * x)            # y = x * x
    return grad_x
