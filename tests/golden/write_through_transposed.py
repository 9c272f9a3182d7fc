# A write into a transposed array.

import numpy as np


def f(x):
    y = x * 2
    y.T[0] = x[:, 1] ** 2
    return np.sum(y**2)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2, 0.5], [0.8, 0.1, -0.4], [1.1, 0.6, -0.7]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = x[:, 1]
    s1 = s0 ** 2
    s2 = y.T
    s2[0] = s1
    y = s2.T
    # backward
    grad_y = 2 * y                        # return np.sum(y**2)
    grad_s2 = grad_y.T                    # y = s2.T
    s3 = unbroadcast(grad_s2[0], s1) * 2  # s1 = s0 ** 2
    grad_s2[0] = 0                        # y = s2.T
    grad_y = grad_s2.T                    # s2 = y.T
    grad_x = grad_y * 2                   # y = x * 2
    grad_x[:, 1] += s3 * s0               # s0 = x[:, 1]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = x[:, 1]
    s1 = y.T
    s1[0] = s0 ** 2
    y = s1.T
    # backward
    grad_y = 2 * y           # return np.sum(y**2)
    grad_s1 = grad_y.T       # y = s1.T
    s2 = grad_s1[0] * 2      # s1[0] = s0 ** 2
    grad_s1[0] = 0           # y = s1.T
    grad_y = grad_s1.T       # s1 = y.T
    grad_x = grad_y * 2      # y = x * 2
    grad_x[:, 1] += s2 * s0  # s0 = x[:, 1]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = x[:, 1]
    s1 = s0 ** 2
    s2 = y.T
    s2[0] = s1
    y = s2.T
    s3 = y ** 2
    result = np.sum(s3)
    # backward
    grad_result = 1.0             # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_y = grad_s3 * 2 * y      # s3 = y ** 2
    grad_s2 = grad_y.T            # y = s2.T
    grad_s1 = unbroadcast(grad_s2[0], s1)
    grad_s2 = own(grad_s2)
    grad_s2[0] = 0
    grad_y = grad_s2.T            # s2 = y.T
    grad_s0 = grad_s1 * 2 * s0    # s1 = s0 ** 2
    grad_x = np.zeros_like(x)     # s0 = x[:, 1]
    grad_x[:, 1] += grad_s0
    grad_x = grad_x + grad_y * 2  # y = x * 2
    return grad_x
