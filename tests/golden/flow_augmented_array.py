# `+=` on an array in a loop writes in place.

import numpy as np


def f(x, n):
    s = np.zeros_like(x)
    for i in range(n):
        s += np.sin(x * (i + 1))
        s *= x
    return np.sum(s)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    s = np.zeros_like(x)
    s0s = []
    ss = []
    for i in range(n):
        s0 = x * (i + 1)
        s0s.append(s0)
        s += np.sin(s0)
        ss.append(s)
        s = own(s)
        s *= x
    # backward
    grad_s = np.ones_like(s)  # return np.sum(s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s = ss.pop()
        s0 = s0s.pop()
        grad_x += grad_s * s                     # s *= x
        grad_s = grad_s * x
        grad_x += grad_s * np.cos(s0) * (i + 1)  # s0 = x * (i + 1)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s = np.zeros_like(x)
    s0s = []
    ss = []
    for i in range(n):
        s1 = i + 1
        s0 = x * s1
        s0s.append(s0)
        s2 = np.sin(s0)
        s += s2
        ss.append(s)
        s = own(s)
        s *= x
    result = np.sum(s)
    # backward
    grad_result = 1.0  # result = np.sum(s)
    grad_s = np.broadcast_to(grad_result, np.shape(s))
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s = ss.pop()
        s0 = s0s.pop()
        grad_s_1 = grad_s * x           # s *= x
        grad_x += grad_s * s
        grad_s2 = grad_s_1              # s += s2
        grad_s0 = grad_s2 * np.cos(s0)  # s2 = np.sin(s0)
        grad_x += grad_s0 * (i + 1)     # s0 = x * s1
        grad_s = grad_s_1               # s += s2
    return grad_x
