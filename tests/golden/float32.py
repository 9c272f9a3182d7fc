# Nothing in the text makes double precision of single.

import numpy as np


def f(x, w):
    return np.mean(np.tanh(x * w) ** 2) / 3


ARGS = (np.array([0.3, -1.2], np.float32), np.array([0.5, 0.25], np.float32))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = x * w
    s1 = np.tanh(s0)
    # backward
    # s1 = np.tanh(s0)
    grad_s0 = 0.3333333333333333 / np.size(s0) * 2 * s1 * (1 - s1 * s1)
    grad_x = unbroadcast(grad_s0 * w, x)  # s0 = x * w
    grad_w = unbroadcast(grad_s0 * x, w)
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = x * w
    s1 = np.tanh(s0)
    s2 = s1 ** 2
    s3 = np.mean(s2)
    result = s3 / 3
    # backward
    grad_result = 1.0                                               # result = s3 / 3
    grad_s3 = grad_result / 3
    grad_s2 = np.broadcast_to(grad_s3 / np.size(s2), np.shape(s2))  # s3 = np.mean(s2)
    grad_s1 = grad_s2 * 2 * s1                                      # s2 = s1 ** 2
    grad_s0 = grad_s1 * (1 - s1 * s1)                               # s1 = np.tanh(s0)
    grad_x = unbroadcast(grad_s0 * w, x)                            # s0 = x * w
    grad_w = unbroadcast(grad_s0 * x, w)
    return grad_x, grad_w
