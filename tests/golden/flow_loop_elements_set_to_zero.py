# Two iterations overwrite one element: the earlier one has no cotangent left.

import numpy as np


def f(x, c):
    y = np.zeros(len(x))
    for i in range(len(x)):
        y[i // 2] = np.sin(x[i]) * c
    return np.sum(y * y)


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]), 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, c):
    # forward
    y = np.zeros(len(x))
    s0s = []
    s1s = []
    for i in range(len(x)):
        s0 = np.sin(x[i])
        s0s.append(s0)
        s1 = s0 * c
        s1s.append(s1)
        y[i // 2] = s1
    # backward
    grad_y = 2 * y  # return np.sum(y * y)
    grad_x = np.zeros_like(x)
    grad_c = np.zeros_like(c)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        s0 = s0s.pop()
        s2 = i // 2                             # y[i // 2] = np.sin(x[i]) * c
        grad_s1 = unbroadcast(grad_y[s2], s1)   # y[i // 2] = s1
        grad_y[s2] = 0
        grad_c += unbroadcast(grad_s1 * s0, c)  # s1 = s0 * c
        grad_x[i] += unbroadcast(grad_s1 * c, s0) * np.cos(x[i])  # s0 = np.sin(x[i])
    return grad_x, grad_c


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, c):
    # forward
    y = np.zeros(len(x))
    s0s = []
    for i in range(len(x)):
        s0 = np.sin(x[i])
        s0s.append(s0)
        y[i // 2] = s0 * c
    # backward
    grad_y = 2 * y  # return np.sum(y * y)
    grad_x = np.zeros_like(x)
    grad_c = 0.0
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        s1 = i // 2                              # y[i // 2] = np.sin(x[i]) * c
        grad_s2 = grad_y[s1]                     # y[i // 2] = s0 * c
        grad_y[s1] = 0
        grad_c += grad_s2 * s0
        grad_x[i] += grad_s2 * c * np.cos(x[i])  # s0 = np.sin(x[i])
    return grad_x, grad_c


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, c):
    # forward
    s0 = len(x)
    y = np.zeros(s0)
    s1 = len(x)
    s2s = []
    s3s = []
    for i in range(s1):
        s4 = x[i]
        s2 = np.sin(s4)
        s2s.append(s2)
        s3 = s2 * c
        s3s.append(s3)
        s5 = i // 2
        y[s5] = s3
    s6 = y * y
    result = np.sum(s6)
    # backward
    grad_result = 1.0           # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_y = 2 * (grad_s6 * y)  # s6 = y * y
    grad_x = np.zeros_like(x)
    grad_c = np.zeros_like(c)
    for i in reversed(range(len(x))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s7 = i // 2                             # s5 = i // 2
        grad_s3 = unbroadcast(grad_y[s7], s3)   # y[s5] = s3
        grad_y[s7] = 0
        grad_s2 = unbroadcast(grad_s3 * c, s2)  # s3 = s2 * c
        grad_c += unbroadcast(grad_s3 * s2, c)
        grad_s4 = grad_s2 * np.cos(x[i])        # s2 = np.sin(s4)
        grad_x[i] += grad_s4                    # s4 = x[i]
    return grad_x, grad_c
