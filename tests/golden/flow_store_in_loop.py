# Elements written one by one: each reads the one before.

import numpy as np


def f(x):
    y = np.zeros(len(x))
    y[0] = x[0]
    for i in range(1, len(x)):
        y[i] = np.sin(y[i - 1]) * x[i]
    return np.sum(y * y)


ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.zeros(len(x))
    s0 = x[0]
    y[0] = s0
    s1s = []
    s2s = []
    s3s = []
    for i in range(1, len(x)):
        s1 = y[i - 1]
        s1s.append(s1)
        s2 = np.sin(s1)
        s2s.append(s2)
        s3 = s2 * x[i]
        s3s.append(s3)
        y[i] = s3
    # backward
    grad_y = 2 * y  # return np.sum(y * y)
    grad_x = np.zeros_like(x)
    for i in reversed(range(1, len(x))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        grad_s3 = unbroadcast(grad_y[i], s3)                           # y[i] = s3
        grad_y[i] = 0
        grad_x[i] += grad_s3 * s2                                      # s3 = s2 * x[i]
        grad_y[i - 1] += unbroadcast(grad_s3 * x[i], s2) * np.cos(s1)  # s1 = y[i - 1]
    grad_x[0] += unbroadcast(grad_y[0], s0)  # s0 = x[0]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    y = np.zeros(s0)
    s1 = x[0]
    y[0] = s1
    s2 = len(x)
    s3s = []
    s4s = []
    s5s = []
    for i in range(1, s2):
        s6 = i - 1
        s3 = y[s6]
        s3s.append(s3)
        s4 = np.sin(s3)
        s4s.append(s4)
        s7 = x[i]
        s5 = s4 * s7
        s5s.append(s5)
        y[i] = s5
    s8 = y * y
    result = np.sum(s8)
    # backward
    grad_result = 1.0           # result = np.sum(s8)
    grad_s8 = np.broadcast_to(grad_result, np.shape(s8))
    grad_y = 2 * (grad_s8 * y)  # s8 = y * y
    grad_x = np.zeros_like(x)
    for i in reversed(range(1, len(x))):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        grad_s5 = unbroadcast(grad_y[i], s5)       # y[i] = s5
        grad_y[i] = 0
        grad_s4 = unbroadcast(grad_s5 * x[i], s4)  # s5 = s4 * s7
        grad_s7 = grad_s5 * s4
        grad_x[i] += grad_s7                       # s7 = x[i]
        grad_s3 = grad_s4 * np.cos(s3)             # s4 = np.sin(s3)
        grad_y[i - 1] += grad_s3                   # s3 = y[s6]
    grad_s1 = unbroadcast(grad_y[0], s1)  # y[0] = s1
    grad_x[0] += grad_s1                  # s1 = x[0]
    return grad_x
