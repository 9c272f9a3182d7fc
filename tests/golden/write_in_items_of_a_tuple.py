# The arrays of a tuple are those that were put in.

import numpy as np


def f(x):
    y, z = x * 2, x * 3
    pair = (y, z)
    pair[0][1:] = z[:-1]
    pair[1][0] = y[0] * y[1]
    return np.sum(y * z)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    z = x * 3
    y[1:] = z[:-1]
    s0 = own(y[0])
    s1 = own(y[1])
    s2 = s0 * s1
    z[0] = s2
    # backward
    grad_s2 = unbroadcast(s0, s2)          # z[0] = s2
    y[0] = 0
    z[1] += unbroadcast(grad_s2 * s0, s1)  # s1 = own(y[1])
    z[0] += unbroadcast(grad_s2 * s1, s0)  # s0 = own(y[0])
    grad_s3 = own(z[1:])                   # y[1:] = z[:-1]
    z[1:] = 0
    y[:-1] += grad_s3
    grad_x = y * 3                         # z = x * 3
    grad_x = grad_x + z * 2                # y = x * 2
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    z = x * 3
    y[1:] = z[:-1]
    s0 = y[0]
    s1 = s0 * y[1]
    z[0] = s1
    # backward
    y[0] = 0                # z[0] = s1
    z[1] += s0 * s0         # s1 = s0 * y[1]
    z[0] += s1              # s0 = y[0]
    grad_s2 = z[1:].copy()  # y[1:] = z[:-1]
    z[1:] = 0
    y[:-1] += grad_s2
    grad_x = y * 3          # z = x * 3
    grad_x += z * 2         # y = x * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x * 2
    s1 = x * 3
    y = s0
    z = s1
    s2 = s1[:-1]
    s0[1:] = s2
    s3 = s0[0]
    s4 = s0[1]
    s5 = s3 * s4
    s1[0] = s5
    s6 = s0 * s1
    result = np.sum(s6)
    # backward
    grad_result = 1.0                        # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_s0 = grad_s6 * s1                   # s6 = s0 * s1
    grad_s1 = grad_s6 * s0
    grad_s5 = unbroadcast(grad_s1[0], s5)    # s1[0] = s5
    grad_s1 = own(grad_s1)
    grad_s1[0] = 0
    grad_s3 = unbroadcast(grad_s5 * s4, s3)  # s5 = s3 * s4
    grad_s4 = unbroadcast(grad_s5 * s3, s4)
    grad_s0[1] += grad_s4                    # s4 = s0[1]
    grad_s0[0] += grad_s3                    # s3 = s0[0]
    grad_s2 = grad_s0[1:]                    # s0[1:] = s2
    grad_s2 = own(grad_s2)
    grad_s0[1:] = 0
    grad_s1[:-1] += grad_s2                  # s2 = s1[:-1]
    grad_x = grad_s1 * 3                     # z = s1
    grad_x = grad_x + grad_s0 * 2            # s0 = x * 2
    return grad_x
