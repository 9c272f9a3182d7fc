# `out=` and `where=`: elsewhere the array stays as it was.

import numpy as np


def f(x):
    y = np.ones(4)
    np.sqrt(x * x + 1, out=y, where=x > 0)
    return np.sum(y**2 * x)


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.ones(4)
    s0 = x > 0
    s1 = np.sqrt(x * x + 1)
    s2 = np.where(s0, s1, y)
    y[...] = s2
    s3 = y ** 2
    # backward
    grad_s4 = np.broadcast_to(1.0, np.shape(s3 * x))  # return np.sum(y**2 * x)
    grad_x = unbroadcast(grad_s4 * s3, x)
    grad_s1 = unbroadcast(
        np.where(s0, unbroadcast(unbroadcast(grad_s4 * x, s3) * 2 * y, s2), 0), s1
    )  # y[...] = s2
    # s1 = np.sqrt(x * x + 1)
    grad_x += 2 * np.where(grad_s1 != 0, grad_s1 / (2 * s1), 0) * x
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = np.ones(4)
    s0 = x > 0
    s1 = np.sqrt(x * x + 1)
    s2 = np.where(s0, s1, y)
    # backward
    grad_s1 = np.where(s0, x * 2 * s2, 0)  # s2 = np.where(s0, s1, y)
    # s1 = np.sqrt(x * x + 1)
    grad_x = s2 ** 2 + 2 * np.where(grad_s1 != 0, grad_s1 / (2 * s1), 0) * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.ones(4)
    s0 = x * x
    s1 = s0 + 1
    s2 = x > 0
    s3 = np.sqrt(s1)
    s4 = np.where(s2, s3, y)
    y[...] = s4
    s5 = y ** 2
    s6 = s5 * x
    result = np.sum(s6)
    # backward
    grad_result = 1.0                       # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_s5 = unbroadcast(grad_s6 * x, s5)  # s6 = s5 * x
    grad_x = unbroadcast(grad_s6 * s5, x)
    grad_y = grad_s5 * 2 * y                # s5 = y ** 2
    grad_s4 = unbroadcast(grad_y, s4)       # y[...] = s4
    grad_s3 = unbroadcast(np.where(s2, grad_s4, 0), s3)
    grad_s1 = np.where(grad_s3 != 0, grad_s3 / (2 * s3), 0)
    grad_s0 = grad_s1                       # s1 = s0 + 1
    grad_x += 2 * (grad_s0 * x)             # s0 = x * x
    return grad_x
