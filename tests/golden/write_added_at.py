# `np.add.at`: equal indices add up.

import numpy as np


def f(x):
    y = np.zeros(3)
    np.add.at(y, [0, 2, 2, 1], x)
    np.subtract.at(y, [0, 0], x[:2] * x[1:3])
    return np.sum(y**3)


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.zeros(3)
    np.add.at(y, [0, 2, 2, 1], x)
    s0 = x[:2]
    s1 = x[1:3]
    s2 = np.negative(s0 * s1)
    np.add.at(y, [0, 0], s2)
    # backward
    grad_y = 3 * y ** 2                             # return np.sum(y**3)
    grad_s2 = unbroadcast(grad_y[[0, 0]], s2)       # np.add.at(y, [0, 0], s2)
    grad_x = np.zeros_like(x)                       # s1 = x[1:3]
    grad_x[1:3] = unbroadcast(-grad_s2 * s0, s1)
    grad_x[:2] += unbroadcast(-grad_s2 * s1, s0)    # s0 = x[:2]
    grad_x += unbroadcast(grad_y[[0, 2, 2, 1]], x)  # np.add.at(y, [0, 2, 2, 1], x)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = np.zeros(3)
    np.add.at(y, [0, 2, 2, 1], x)
    s0 = x[:2]
    s1 = x[1:3]
    s2 = np.negative(s0 * s1)
    np.add.at(y, [0, 0], s2)
    # backward
    grad_y = 3 * y ** 2                             # return np.sum(y**3)
    grad_s2 = unbroadcast(grad_y[[0, 0]], s2)       # np.add.at(y, [0, 0], s2)
    grad_x = np.zeros_like(x)                       # s1 = x[1:3]
    grad_x[1:3] = unbroadcast(-grad_s2 * s0, s1)
    grad_x[:2] += unbroadcast(-grad_s2 * s1, s0)    # s0 = x[:2]
    grad_x += unbroadcast(grad_y[[0, 2, 2, 1]], x)  # np.add.at(y, [0, 2, 2, 1], x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.zeros(3)
    np.add.at(y, [0, 2, 2, 1], x)
    s0 = x[:2]
    s1 = x[1:3]
    s2 = s0 * s1
    s3 = np.negative(s2)
    np.add.at(y, [0, 0], s3)
    s4 = y ** 3
    result = np.sum(s4)
    # backward
    grad_result = 1.0                               # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_y = grad_s4 * 3 * y ** 2                   # s4 = y ** 3
    grad_s3 = unbroadcast(grad_y[[0, 0]], s3)       # np.add.at(y, [0, 0], s3)
    grad_s2 = -grad_s3
    grad_s0 = unbroadcast(grad_s2 * s1, s0)         # s2 = s0 * s1
    grad_s1 = unbroadcast(grad_s2 * s0, s1)
    grad_x = np.zeros_like(x)                       # s1 = x[1:3]
    grad_x[1:3] += grad_s1
    grad_x[:2] += grad_s0                           # s0 = x[:2]
    grad_x += unbroadcast(grad_y[[0, 2, 2, 1]], x)  # np.add.at(y, [0, 2, 2, 1], x)
    return grad_x
