# `a = b = ...` are one array.

import numpy as np


def f(x):
    a = b = np.zeros(4)
    a += x
    b[0] *= x[1]
    return np.sum(a * b)


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    a = np.zeros(4)
    a += x
    s0 = x[1]
    s1 = a[0]
    s2 = s1 * s0
    a[0] = s2
    # backward
    grad_a = 2 * a                        # return np.sum(a * b)
    grad_s2 = unbroadcast(grad_a[0], s2)  # a[0] = s2
    grad_a[0] = unbroadcast(grad_s2 * s0, s1)
    grad_x = unbroadcast(grad_a, x)       # a += x
    grad_x[1] += grad_s2 * s1             # s0 = x[1]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    a = np.zeros(4)
    a += x
    s0 = x[1]
    s1 = a[0]
    a[0] = s1 * s0
    # backward
    grad_a = 2 * a             # return np.sum(a * b)
    grad_s2 = grad_a[0]        # a[0] = s1 * s0
    grad_a[0] = grad_s2 * s0
    grad_a[1] += grad_s2 * s1  # s0 = x[1]
    return grad_a


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    a = np.zeros(4)
    b = a
    a += x
    s0 = x[1]
    s1 = a[0]
    s2 = s1 * s0
    a[0] = s2
    s3 = a * a
    result = np.sum(s3)
    # backward
    grad_result = 1.0                     # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_a = 2 * (grad_s3 * a)            # s3 = a * a
    grad_s2 = unbroadcast(grad_a[0], s2)  # a[0] = s2
    grad_a[0] = 0
    grad_s1 = unbroadcast(grad_s2 * s0, s1)
    grad_s0 = grad_s2 * s1
    grad_a[0] += grad_s1
    grad_x = np.zeros_like(x)             # s0 = x[1]
    grad_x[1] += grad_s0
    grad_x += unbroadcast(grad_a, x)      # a += x
    return grad_x
