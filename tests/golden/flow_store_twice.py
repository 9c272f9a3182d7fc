# A place written in each iteration: only the last one counts, but all were read.

import numpy as np


def f(x, n):
    y = x * 1.0
    for i in range(n):
        y[0] = y[0] * y[1]
        y[1] = np.sin(y[0])
    return np.sum(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    y = x * 1.0
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    for i in range(n):
        s0 = y[0]
        s0s.append(own(s0))
        s1 = y[1]
        s1s.append(own(s1))
        s2 = s0 * s1
        s2s.append(s2)
        y[0] = s2
        s3 = y[0]
        s3s.append(own(s3))
        y[1] = np.sin(s3)
    # backward
    grad_y = np.ones_like(y)  # return np.sum(y)
    for i in reversed(range(n)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s4 = own(unbroadcast(grad_y[1], y[0]))  # y[1] = np.sin(s3)
        grad_y[1] = 0
        grad_y[0] += grad_s4 * np.cos(s3)            # s3 = y[0]
        grad_s2 = unbroadcast(grad_y[0], s2)         # y[0] = s2
        grad_s0 = unbroadcast(grad_s2 * s1, s0)      # s2 = s0 * s1
        grad_y[1] += unbroadcast(grad_s2 * s0, s1)   # s1 = y[1]
        grad_y[0] = grad_s0                          # s0 = y[0]
    return grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    y = x * 1.0
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    for i in range(n):
        s0 = y[0]
        s5 = own(s0)
        s0s.append(s5)
        s1 = y[1]
        s6 = own(s1)
        s1s.append(s6)
        s2 = s0 * s1
        s2s.append(s2)
        y[0] = s2
        s3 = y[0]
        s7 = own(s3)
        s3s.append(s7)
        s4 = np.sin(s3)
        s4s.append(s4)
        y[1] = s4
    result = np.sum(y)
    # backward
    grad_result = 1.0  # result = np.sum(y)
    grad_y = np.broadcast_to(grad_result, np.shape(y))
    grad_y = own(grad_y)
    for i in reversed(range(n)):
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s4 = unbroadcast(grad_y[1], s4)     # y[1] = s4
        grad_s4 = own(grad_s4)
        grad_y[1] = 0
        grad_s3 = grad_s4 * np.cos(s3)           # s4 = np.sin(s3)
        grad_y[0] += grad_s3                     # s7 = own(s3)
        grad_s2 = unbroadcast(grad_y[0], s2)     # y[0] = s2
        grad_s2 = own(grad_s2)
        grad_y[0] = 0
        grad_s0 = unbroadcast(grad_s2 * s1, s0)  # s2 = s0 * s1
        grad_s1 = unbroadcast(grad_s2 * s0, s1)
        grad_y[1] += grad_s1                     # s6 = own(s1)
        grad_y[0] += grad_s0                     # s5 = own(s0)
    grad_x = grad_y * 1.0  # y = x * 1.0
    return grad_x
