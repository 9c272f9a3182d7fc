# A logistic written out has the derivative (1 - p) * p.

import numpy as np


def f(x, y):
    p = 1 / (1 + np.exp(-x))
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([1.0, 0.0]))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    p = 1 / (1 + np.exp(-x))
    s0 = np.log(p)
    s1 = y * s0
    s2 = 1 - y
    s3 = 1 - p
    s4 = np.log(s3)
    s5 = s2 * s4
    # backward
    grad_s6 = np.broadcast_to(-1.0, np.shape(s1 + s5))  # return -np.sum(y * np.log(...
    grad_p = (
        unbroadcast(unbroadcast(grad_s6, s1) * y, s0) / p
        - unbroadcast(unbroadcast(grad_s6, s5) * s2, s4) / s3
    )  # s0 = np.log(p)
    grad_x = grad_p * s3 * p                            # p = 1 / (1 + np.exp(-x))
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = -x
    s1 = np.exp(s0)
    s2 = 1 + s1
    p = 1 / s2
    s3 = np.log(p)
    s4 = y * s3
    s5 = 1 - y
    s6 = 1 - p
    s7 = np.log(s6)
    s8 = s5 * s7
    s9 = s4 + s8
    s10 = np.sum(s9)
    result = -s10
    # backward
    grad_result = 1.0                                  # result = -s10
    grad_s10 = -grad_result
    grad_s9 = np.broadcast_to(grad_s10, np.shape(s9))  # s10 = np.sum(s9)
    grad_s4 = unbroadcast(grad_s9, s4)                 # s9 = s4 + s8
    grad_s8 = unbroadcast(grad_s9, s8)
    grad_s7 = unbroadcast(grad_s8 * s5, s7)            # s8 = s5 * s7
    grad_s6 = grad_s7 / s6                             # s7 = np.log(s6)
    grad_p = -grad_s6                                  # s6 = 1 - p
    grad_s3 = unbroadcast(grad_s4 * y, s3)             # s4 = y * s3
    grad_p += grad_s3 / p                              # s3 = np.log(p)
    grad_x = grad_p * (1 - p) * p                      # p = 1 / s2
    return grad_x
