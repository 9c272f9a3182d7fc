# A function inside changes an array around it.

import numpy as np


def f(x):
    y = x * 2

    def shift(k):
        y[k] = y[k] * y[k - 1]

    shift(1)
    shift(2)
    return np.sum(y**2)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = own(y[1])
    s1 = own(y[0])
    s2 = s0 * s1
    y[1] = s2
    s3 = own(y[2])
    s4 = own(y[1])
    s5 = s3 * s4
    y[2] = s5
    # backward
    grad_y = 2 * y                             # return np.sum(y**2)
    grad_s5 = unbroadcast(grad_y[2], s5)       # y[2] = s5
    grad_s6 = unbroadcast(grad_s5 * s3, s4)    # s5 = s3 * s4
    grad_y[2] = unbroadcast(grad_s5 * s4, s3)  # y[2] = s5
    grad_y[1] += grad_s6                       # s4 = own(y[1])
    grad_s2 = unbroadcast(grad_y[1], s2)       # y[1] = s2
    grad_s7 = unbroadcast(grad_s2 * s0, s1)    # s2 = s0 * s1
    grad_y[1] = unbroadcast(grad_s2 * s1, s0)  # y[1] = s2
    grad_y[0] += grad_s7                       # s1 = own(y[0])
    grad_x = grad_y * 2                        # y = x * 2
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = y[1]
    s1 = y[0]
    y[1] = s0 * s1
    s2 = y[2]
    s3 = y[1]
    y[2] = s2 * s3
    # backward
    grad_y = 2 * y             # return np.sum(y**2)
    grad_s4 = grad_y[2]        # y[2] = s2 * s3
    grad_y[2] = grad_s4 * s3
    grad_y[1] += grad_s4 * s2  # s3 = y[1]
    grad_s5 = grad_y[1]        # y[1] = s0 * s1
    grad_y[1] = grad_s5 * s1
    grad_y[0] += grad_s5 * s0  # s1 = y[0]
    grad_x = grad_y * 2        # y = x * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = y[1]
    s1 = own(s0)
    s2 = y[0]
    s3 = own(s2)
    s4 = s1 * s3
    y[1] = s4
    s5 = y[2]
    s6 = own(s5)
    s7 = y[1]
    s8 = own(s7)
    s9 = s6 * s8
    y[2] = s9
    s10 = y ** 2
    result = np.sum(s10)
    # backward
    grad_result = 1.0                        # result = np.sum(s10)
    grad_s10 = np.broadcast_to(grad_result, np.shape(s10))
    grad_y = grad_s10 * 2 * y                # s10 = y ** 2
    grad_s9 = unbroadcast(grad_y[2], s9)     # y[2] = s9
    grad_y = own(grad_y)
    grad_y[2] = 0
    grad_s5 = unbroadcast(grad_s9 * s8, s6)  # s9 = s6 * s8
    grad_s7 = unbroadcast(grad_s9 * s6, s8)
    grad_y[1] += grad_s7                     # s8 = own(s7)
    grad_y[2] += grad_s5                     # s6 = own(s5)
    grad_s4 = unbroadcast(grad_y[1], s4)     # y[1] = s4
    grad_y = own(grad_y)
    grad_y[1] = 0
    grad_s0 = unbroadcast(grad_s4 * s3, s1)  # s4 = s1 * s3
    grad_s2 = unbroadcast(grad_s4 * s1, s3)
    grad_y[0] += grad_s2                     # s3 = own(s2)
    grad_y[1] += grad_s0                     # s1 = own(s0)
    grad_x = grad_y * 2                      # y = x * 2
    return grad_x
