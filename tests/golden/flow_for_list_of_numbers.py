# A list argument of plain numbers.

import numpy as np


def f(x, powers):
    s = 0.0
    for p in powers:
        s = s + np.sum(x**p)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), [1, 2, 3])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, powers):
    # forward and backward
    grad_x = np.zeros_like(x)
    for p in powers:
        grad_x += unbroadcast(
            np.broadcast_to(1.0, np.shape(x ** p)) * p * np.power(x, p - (p != 0)), x
        )  # s = s + np.sum(x**p)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, powers):
    # forward
    s0 = list(powers)
    s1 = len(s0)
    s = 0.0
    for i in range(s1):
        p = s0[i]
        s2 = x ** p
        s3 = np.sum(s2)
        s = s + s3
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s0))):
        p = s0[i]                                             # p = s0[i]
        grad_s3 = grad_s                                      # s = s + s3
        grad_s2 = np.broadcast_to(grad_s3, np.shape(x ** p))  # s3 = np.sum(s2)
        # s2 = x ** p
        grad_x += unbroadcast(grad_s2 * p * np.power(x, p - (p != 0)), x)
    return grad_x
