# An argument written in a loop is copied first.

import numpy as np


def f(x, n):
    for i in range(n):
        x[i] = x[i] * x[i + 1]
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    s0s = []
    s1s = []
    s2s = []
    x = own(x)
    for i in range(n):
        s0 = x[i]
        s0s.append(own(s0))
        s1 = x[i + 1]
        s1s.append(own(s1))
        s2 = s0 * s1
        s2s.append(s2)
        x[i] = s2
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    for i in reversed(range(n)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = unbroadcast(grad_x[i], s2)       # x[i] = s2
        grad_s1 = unbroadcast(grad_s2 * s0, s1)    # s2 = s0 * s1
        grad_x[i] = unbroadcast(grad_s2 * s1, s0)  # x[i] = s2
        grad_x[i + 1] += grad_s1                   # s1 = x[i + 1]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0s = []
    s1s = []
    s2s = []
    x = own(x)
    for i in range(n):
        s0 = x[i]
        s3 = own(s0)
        s0s.append(s3)
        s4 = i + 1
        s1 = x[s4]
        s5 = own(s1)
        s1s.append(s5)
        s2 = s0 * s1
        s2s.append(s2)
        x[i] = s2
    s6 = x * x
    result = np.sum(s6)
    # backward
    grad_result = 1.0           # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_x = 2 * (grad_s6 * x)  # s6 = x * x
    for i in reversed(range(n)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = unbroadcast(grad_x[i], s2)     # x[i] = s2
        grad_s2 = own(grad_s2)
        grad_x[i] = 0
        grad_s0 = unbroadcast(grad_s2 * s1, s0)  # s2 = s0 * s1
        grad_s1 = unbroadcast(grad_s2 * s0, s1)
        grad_x[i + 1] += grad_s1                 # s5 = own(s1)
        grad_x[i] += grad_s0                     # s3 = own(s0)
    return grad_x
