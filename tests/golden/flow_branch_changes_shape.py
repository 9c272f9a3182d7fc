# Two sides give arrays of two shapes.

import numpy as np


def f(x):
    y = x[1:] if x[0] > 0 else np.concatenate([x, x])
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.4]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = x[0] > 0
    if s0:
        y = x[1:]
    else:
        s1 = [x, x]
        y = np.concatenate(s1)
    # backward
    grad_y = 2.0 * y  # return np.sum(y * y)
    if s0:
        grad_x = np.zeros_like(x)  # s1 = [x, x]
        grad_x[1:] = grad_y
    else:
        s2 = split_like(grad_y, s1, 0)  # y = np.concatenate(s1)
        grad_x = s2[0]
        grad_x = grad_x + s2[1]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x[0]
    s1 = s0 > 0
    if s1:
        y = x[1:]
    else:
        s2 = [x, x]
        y = np.concatenate(s2)
    s3 = y * y
    result = np.sum(s3)
    # backward
    grad_result = 1.0           # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_y = 2 * (grad_s3 * y)  # s3 = y * y
    if s1:
        grad_x = np.zeros_like(x)  # s2 = [x, x]
        grad_x[1:] += grad_y
    else:
        s4 = split_like(grad_y, s2, 0)  # y = np.concatenate(s2)
        grad_x = s4[0]
        grad_x = grad_x + s4[1]
    return grad_x
