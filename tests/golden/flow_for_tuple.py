# A tuple of pairs, unpacked by the target.

import numpy as np


def f(x, y):
    s = 0.0
    for a, (b, k) in ((x, (y, 2)), (y, (x, 3))):
        s = s + np.sum(a * b**k)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = y ** 2
    s1 = x ** 3
    # backward
    grad_s2 = np.broadcast_to(1.0, np.shape(y * s1))    # s = s + np.sum(a * b**k)
    grad_y = unbroadcast(grad_s2 * s1, y)
    grad_x = unbroadcast(grad_s2 * y, s1) * 3 * x ** 2  # s1 = x ** 3
    grad_s3 = np.broadcast_to(1.0, np.shape(x * s0))    # s = s + np.sum(a * b**k)
    grad_x += unbroadcast(grad_s3 * s0, x)
    grad_y += unbroadcast(grad_s3 * x, s0) * 2 * y      # s0 = y ** 2
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    a = x
    b = y
    s0 = b ** 2
    s1 = a * s0
    s2 = np.sum(s1)
    s = 0.0 + s2
    a_1 = y
    b_1 = x
    s3 = b_1 ** 3
    s4 = a_1 * s3
    s5 = np.sum(s4)
    s = s + s5
    # backward
    grad_s = 1.0                                      # s = s + s5
    grad_s_1 = grad_s
    grad_s5 = grad_s
    grad_s4 = np.broadcast_to(grad_s5, np.shape(s4))  # s5 = np.sum(s4)
    grad_a_1 = unbroadcast(grad_s4 * s3, a_1)         # s4 = a_1 * s3
    grad_s3 = unbroadcast(grad_s4 * a_1, s3)
    grad_b_1 = grad_s3 * 3 * b_1 ** 2                 # s3 = b_1 ** 3
    grad_x = grad_b_1                                 # b_1 = x
    grad_y = grad_a_1
    grad_s2 = grad_s_1
    grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
    grad_a = unbroadcast(grad_s1 * s0, a)             # s1 = a * s0
    grad_s0 = unbroadcast(grad_s1 * a, s0)
    grad_b = grad_s0 * 2 * b                          # s0 = b ** 2
    grad_y += grad_b                                  # b = y
    grad_x += grad_a
    return grad_x, grad_y
