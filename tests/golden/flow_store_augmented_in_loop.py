# `y[i] += e`: the cotangent stays in place.

import numpy as np


def f(x):
    y = np.zeros(3)
    for i in range(len(x)):
        y[i % 3] += x[i] * x[i]
    return np.sum(np.sin(y))


ARGS = (np.array([0.3, -1.2, 0.5, 0.9]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.zeros(3)
    s0s = []
    for i in range(len(x)):
        s1 = x[i]
        s0 = s1 * s1
        s0s.append(s0)
        y[i % 3] += s0
    # backward
    grad_y = np.cos(y)  # return np.sum(np.sin(y))
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        s2 = x[i]  # s1 = x[i]
        grad_x[i] += unbroadcast(2 * unbroadcast(grad_y[i % 3], s0) * s2, s2)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.zeros(3)
    s0 = len(x)
    s1s = []
    for i in range(s0):
        s2 = x[i]
        s3 = x[i]
        s1 = s2 * s3
        s1s.append(s1)
        s4 = i % 3
        y[s4] += s1
    s5 = np.sin(y)
    result = np.sum(s5)
    # backward
    grad_result = 1.0             # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    grad_y = grad_s5 * np.cos(y)  # s5 = np.sin(y)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        s6 = x[i]                                 # s2 = x[i]
        s7 = x[i]                                 # s3 = x[i]
        grad_s1 = unbroadcast(grad_y[i % 3], s1)  # y[s4] += s1
        grad_s2 = unbroadcast(grad_s1 * s7, s6)   # s1 = s2 * s3
        grad_s3 = unbroadcast(grad_s1 * s6, s7)
        grad_x[i] += grad_s3                      # s3 = x[i]
        grad_x[i] += grad_s2                      # s2 = x[i]
    return grad_x
