# A helper writes into its argument: the caller sees it.

import numpy as np


def halve(y, x):
    y[0] = x[0] * 2
    y[1:] *= 0.5


def f(x):
    y = x * x
    halve(y, x)
    return np.sum(y**2)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * x
    s0 = x[0] * 2
    y[0] = s0
    y[1:] = y[1:] * 0.5
    # backward
    grad_y = 2 * y                            # return np.sum(y**2)
    grad_y[1:] = grad_y[1:] * 0.5             # y[1:] = y[1:] * 0.5
    grad_s1 = unbroadcast(grad_y[0], s0) * 2  # s0 = x[0] * 2
    grad_y[0] = 0                             # y[0] = s0
    grad_x = 2 * grad_y * x                   # y = x * x
    grad_x[0] += grad_s1                      # s0 = x[0] * 2
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * x
    y[0] = x[0] * 2
    y[1:] = y[1:] * 0.5
    # backward
    grad_y = 2 * y           # return np.sum(y**2)
    grad_s0 = grad_y[1:]     # y[1:] = y[1:] * 0.5
    grad_s0 *= 0.5
    grad_s1 = grad_y[0] * 2  # y[0] = x[0] * 2
    grad_y[0] = 0
    grad_x = 2 * grad_y * x  # y = x * x
    grad_x[0] += grad_s1     # y[0] = x[0] * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * x
    s0 = x[0]
    s1 = s0 * 2
    y[0] = s1
    s2 = y[1:]
    s3 = s2 * 0.5
    y[1:] = s3
    s4 = y ** 2
    result = np.sum(s4)
    # backward
    grad_result = 1.0                     # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_y = grad_s4 * 2 * y              # s4 = y ** 2
    grad_s3 = grad_y[1:]                  # y[1:] = s3
    grad_s3 = own(grad_s3)
    grad_y[1:] = 0
    grad_s2 = grad_s3 * 0.5
    grad_y[1:] += grad_s2
    grad_s1 = unbroadcast(grad_y[0], s1)  # y[0] = s1
    grad_y = own(grad_y)
    grad_y[0] = 0
    grad_s0 = grad_s1 * 2                 # s1 = s0 * 2
    grad_x = np.zeros_like(x)             # s0 = x[0]
    grad_x[0] += grad_s0
    grad_x = grad_x + 2 * (grad_y * x)    # y = x * x
    return grad_x
