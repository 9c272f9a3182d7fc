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
    s1 = 1 - 1
    s2 = own(y[s1])
    s3 = s0 * s2
    y[1] = s3
    s4 = own(y[2])
    s5 = 2 - 1
    s6 = own(y[s5])
    s7 = s4 * s6
    y[2] = s7
    # backward
    grad_y = 2 * y                             # return np.sum(y**2)
    grad_s7 = unbroadcast(grad_y[2], s7)       # y[2] = s7
    grad_s8 = unbroadcast(grad_s7 * s4, s6)    # s7 = s4 * s6
    grad_y[2] = unbroadcast(grad_s7 * s6, s4)  # y[2] = s7
    grad_y[s5] += grad_s8                      # s6 = own(y[s5])
    grad_s3 = unbroadcast(grad_y[1], s3)       # y[1] = s3
    grad_s9 = unbroadcast(grad_s3 * s0, s2)    # s3 = s0 * s2
    grad_y[1] = unbroadcast(grad_s3 * s2, s0)  # y[1] = s3
    grad_y[s1] += grad_s9                      # s2 = own(y[s1])
    grad_x = grad_y * 2                        # y = x * 2
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = y[1]
    s1 = 1 - 1
    s2 = y[s1]
    y[1] = s0 * s2
    s3 = y[2]
    s4 = 2 - 1
    s5 = y[s4]
    y[2] = s3 * s5
    # backward
    grad_y = 2 * y              # return np.sum(y**2)
    grad_s6 = grad_y[2]         # y[2] = s3 * s5
    grad_y[2] = grad_s6 * s5
    grad_y[s4] += grad_s6 * s3  # s5 = y[s4]
    grad_s7 = grad_y[1]         # y[1] = s0 * s2
    grad_y[1] = grad_s7 * s2
    grad_y[s1] += grad_s7 * s0  # s2 = y[s1]
    grad_x = grad_y * 2         # y = x * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = y[1]
    s1 = own(s0)
    s2 = 1 - 1
    s3 = y[s2]
    s4 = own(s3)
    s5 = s1 * s4
    y[1] = s5
    s6 = y[2]
    s7 = own(s6)
    s8 = 2 - 1
    s9 = y[s8]
    s10 = own(s9)
    s11 = s7 * s10
    y[2] = s11
    s12 = y ** 2
    result = np.sum(s12)
    # backward
    grad_result = 1.0                          # result = np.sum(s12)
    grad_s12 = np.broadcast_to(grad_result, np.shape(s12))
    grad_y = grad_s12 * 2 * y                  # s12 = y ** 2
    grad_s11 = unbroadcast(grad_y[2], s11)     # y[2] = s11
    grad_y = own(grad_y)
    grad_y[2] = 0
    grad_s6 = unbroadcast(grad_s11 * s10, s7)  # s11 = s7 * s10
    grad_s9 = unbroadcast(grad_s11 * s7, s10)
    grad_y[s8] += grad_s9                      # s10 = own(s9)
    grad_y[2] += grad_s6                       # s7 = own(s6)
    grad_s5 = unbroadcast(grad_y[1], s5)       # y[1] = s5
    grad_y = own(grad_y)
    grad_y[1] = 0
    grad_s0 = unbroadcast(grad_s5 * s4, s1)    # s5 = s1 * s4
    grad_s3 = unbroadcast(grad_s5 * s1, s4)
    grad_y[s2] += grad_s3                      # s4 = own(s3)
    grad_y[1] += grad_s0                       # s1 = own(s0)
    grad_x = grad_y * 2                        # y = x * 2
    return grad_x
