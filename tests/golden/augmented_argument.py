# An argument written by `*=` is copied first: the caller's array stays as it was.

import numpy as np


def f(x, w):
    x = x + 0.0
    x *= w
    return np.sum(np.sin(x))


ARGS = (np.array([0.3, -1.2]), np.array([1.1, 0.4]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    x = x + 0.0
    x_1 = own(x)
    x_1 *= w
    # backward
    grad_x_1 = np.cos(x_1)                 # return np.sum(np.sin(x))
    grad_x = unbroadcast(grad_x_1 * w, x)  # x_1 *= w
    grad_w = unbroadcast(grad_x_1 * x, w)
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    x = x + 0.0
    x_1 = own(x)
    x_1 *= w
    s0 = np.sin(x_1)
    result = np.sum(s0)
    # backward
    grad_result = 1.0                      # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_x_1 = grad_s0 * np.cos(x_1)       # s0 = np.sin(x_1)
    grad_x = unbroadcast(grad_x_1 * w, x)  # x_1 *= w
    grad_w = unbroadcast(grad_x_1 * x, w)
    return grad_x, grad_w
