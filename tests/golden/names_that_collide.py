# The user's own `grad_x`, `s0` and `grad_f` stay theirs.

import numpy as np


def f(x, s0):
    grad_x = np.sin(x) * s0
    grad_f = np.exp(grad_x * np.cos(x) + x)
    return np.sum(grad_f * grad_x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 0.5)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, s0):
    # forward
    s1 = np.sin(x)
    grad_x = s1 * s0
    s2 = np.cos(x)
    s3 = grad_x * s2
    grad_f_1 = np.exp(s3 + x)
    # backward
    # return np.sum(grad_f * grad_x)
    grad_s4 = np.broadcast_to(1.0, np.shape(grad_f_1 * grad_x))
    grad_grad_f_1 = unbroadcast(grad_s4 * grad_x, grad_f_1)
    grad_grad_x = unbroadcast(grad_s4 * grad_f_1, grad_x)
    grad_s5 = grad_grad_f_1 * grad_f_1                # grad_f_1 = np.exp(s3 + x)
    grad_s3 = unbroadcast(grad_s5, s3)
    grad_x_1 = unbroadcast(grad_s5, x)
    grad_grad_x += unbroadcast(grad_s3 * s2, grad_x)  # s3 = grad_x * s2
    grad_x = grad_x_1 - unbroadcast(grad_s3 * grad_x, s2) * s1  # s2 = np.cos(x)
    grad_s0 = unbroadcast(grad_grad_x * s1, s0)       # grad_x = s1 * s0
    grad_x += unbroadcast(grad_grad_x * s0, s1) * s2  # s1 = np.sin(x)
    return grad_x, grad_s0


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, s0):
    # forward
    s1 = np.sin(x)
    grad_x = s1 * s0
    s2 = np.cos(x)
    s3 = grad_x * s2
    s4 = s3 + x
    grad_f_1 = np.exp(s4)
    s5 = grad_f_1 * grad_x
    result = np.sum(s5)
    # backward
    grad_result = 1.0                                        # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    grad_grad_f_1 = unbroadcast(grad_s5 * grad_x, grad_f_1)  # s5 = grad_f_1 * grad_x
    grad_grad_x = unbroadcast(grad_s5 * grad_f_1, grad_x)
    grad_s4 = grad_grad_f_1 * grad_f_1                       # grad_f_1 = np.exp(s4)
    grad_s3 = unbroadcast(grad_s4, s3)                       # s4 = s3 + x
    grad_x_1 = unbroadcast(grad_s4, x)
    grad_grad_x += unbroadcast(grad_s3 * s2, grad_x)         # s3 = grad_x * s2
    grad_s2 = unbroadcast(grad_s3 * grad_x, s2)
    grad_x_1 += -grad_s2 * np.sin(x)                         # s2 = np.cos(x)
    grad_s1 = unbroadcast(grad_grad_x * s0, s1)              # grad_x = s1 * s0
    grad_s0 = unbroadcast(grad_grad_x * s1, s0)
    grad_x_1 += grad_s1 * np.cos(x)                          # s1 = np.sin(x)
    return grad_x_1, grad_s0
