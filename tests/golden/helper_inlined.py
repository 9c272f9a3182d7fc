# The user's own helper becomes part of the text; its names stay apart from the caller's.

import numpy as np


def smooth(x, width):
    y = x / width
    return np.log(1 + np.exp(y)) * width


def f(x, y):
    return np.sum(smooth(x, 2.0) * y)


ANALYTIC = True
ARGS = (np.array([1.0, 2.0]), np.array([0.5, -1.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    y_1 = x / 2.0
    s0 = np.exp(y_1)
    s1 = 1 + s0
    result = np.log(s1) * 2.0
    # backward
    grad_s2 = np.broadcast_to(1.0, np.shape(result * y))  # return np.sum(smooth(x,...
    grad_result = unbroadcast(grad_s2 * y, result)
    grad_y = unbroadcast(grad_s2 * result, y)
    grad_y_1 = grad_result * 2.0 / s1 * s0                # s0 = np.exp(y_1)
    grad_x = grad_y_1 / 2.0                               # y_1 = x / 2.0
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    y_1 = x / 2.0
    s0 = np.exp(y_1)
    s1 = 1 + s0
    s2 = np.log(s1)
    result = s2 * 2.0
    s3 = result * y
    result_1 = np.sum(s3)
    # backward
    grad_result_1 = 1.0                             # result_1 = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result_1, np.shape(s3))
    grad_result = unbroadcast(grad_s3 * y, result)  # s3 = result * y
    grad_y = unbroadcast(grad_s3 * result, y)
    grad_s2 = grad_result * 2.0                     # result = s2 * 2.0
    grad_s1 = grad_s2 / s1                          # s2 = np.log(s1)
    grad_s0 = grad_s1                               # s1 = 1 + s0
    grad_y_1 = grad_s0 * s0                         # s0 = np.exp(y_1)
    grad_x = grad_y_1 / 2.0                         # y_1 = x / 2.0
    return grad_x, grad_y
