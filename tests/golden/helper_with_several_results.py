# A tuple that a helper returns disappears.

import numpy as np


def polar(x, y):
    r = np.sqrt(x * x + y * y)
    return r, x / r


def f(x, y):
    r, cosine = polar(x, y)
    return np.sum(r * cosine + cosine)


ANALYTIC = True
ARGS = (np.array([1.0, 2.0]), np.array([0.5, -1.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x * x
    s1 = y * y
    r = np.sqrt(s0 + s1)
    cosine = x / r
    s2 = r * cosine
    # backward
    grad_s3 = np.broadcast_to(1.0, np.shape(s2 + cosine))  # return np.sum(r * cosin...
    grad_s2 = unbroadcast(grad_s3, s2)
    grad_cosine = unbroadcast(grad_s3, cosine)
    grad_r = unbroadcast(grad_s2 * cosine, r)              # s2 = r * cosine
    grad_cosine = grad_cosine + unbroadcast(grad_s2 * r, cosine)
    grad_x = unbroadcast(grad_cosine / r, x)               # cosine = x / r
    grad_r += unbroadcast(-grad_cosine * cosine / r, r)
    grad_s4 = grad_r / (2 * r)                             # r = np.sqrt(s0 + s1)
    grad_y = 2 * unbroadcast(grad_s4, s1) * y              # s1 = y * y
    grad_x += 2 * unbroadcast(grad_s4, s0) * x             # s0 = x * x
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x * x
    s1 = y * y
    s2 = s0 + s1
    r = np.sqrt(s2)
    s3 = x / r
    s4 = r, s3
    r_1 = r
    cosine = s3
    s5 = r_1 * cosine
    s6 = s5 + cosine
    result = np.sum(s6)
    # backward
    grad_result = 1.0                              # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_s5 = unbroadcast(grad_s6, s5)             # s6 = s5 + cosine
    grad_cosine = unbroadcast(grad_s6, cosine)
    grad_r_1 = unbroadcast(grad_s5 * cosine, r_1)  # s5 = r_1 * cosine
    grad_cosine = grad_cosine + unbroadcast(grad_s5 * r_1, cosine)
    grad_s3 = grad_cosine                          # cosine = s3
    grad_r = grad_r_1
    grad_x = unbroadcast(grad_s3 / r, x)           # s3 = x / r
    grad_r += unbroadcast(-grad_s3 * s3 / r, r)
    grad_s2 = grad_r / (2 * r)                     # r = np.sqrt(s2)
    grad_s0 = unbroadcast(grad_s2, s0)             # s2 = s0 + s1
    grad_s1 = unbroadcast(grad_s2, s1)
    grad_y = 2 * (grad_s1 * y)                     # s1 = y * y
    grad_x += 2 * (grad_s0 * x)                    # s0 = x * x
    return grad_x, grad_y
