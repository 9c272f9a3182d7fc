# A slice is read by adding into the same slice of the shadow.

import numpy as np


def f(x):
    return np.sum((x[1:] - x[:-1]) ** 2) + x[0] * x[-1]


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 2.0, 0.7]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    grad_x = np.zeros_like(x)  # return np.sum((x[1:] - x[:-1]) ** 2) + x[0] * x[-1]
    grad_x[-1] = x[0]
    grad_x[0] += x[-1]
    grad_s0 = 2 * (x[1:] - x[:-1])
    grad_x[:-1] -= grad_s0
    grad_x[1:] += grad_s0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x[1:]
    s1 = x[:-1]
    s2 = s0 - s1
    s3 = s2 ** 2
    s4 = np.sum(s3)
    s5 = x[0]
    s6 = x[-1]
    s7 = s5 * s6
    result = s4 + s7
    # backward
    grad_result = 1.0                                 # result = s4 + s7
    grad_s4 = grad_result
    grad_s7 = grad_result
    grad_s5 = grad_s7 * s6                            # s7 = s5 * s6
    grad_s6 = grad_s7 * s5
    grad_x = np.zeros_like(x)                         # s6 = x[-1]
    grad_x[-1] += grad_s6
    grad_x[0] += grad_s5                              # s5 = x[0]
    grad_s3 = np.broadcast_to(grad_s4, np.shape(s3))  # s4 = np.sum(s3)
    grad_s2 = grad_s3 * 2 * s2                        # s3 = s2 ** 2
    grad_s0 = grad_s2                                 # s2 = s0 - s1
    grad_s1 = -grad_s2
    grad_x[:-1] += grad_s1                            # s1 = x[:-1]
    grad_x[1:] += grad_s0                             # s0 = x[1:]
    return grad_x
