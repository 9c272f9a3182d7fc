# `range(a, b, -2)` backwards is `reversed(range(a, b, -2))`.

import numpy as np


def f(x, a, b):
    s = 1.0
    for i in range(a, b, -2):
        s = s * x[i] + x[i]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.9, 1.1]), 4, -1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, a, b):
    # forward
    ss = []
    s = 1.0
    for i in range(a, b, -2):
        ss.append(s)
        s0 = x[i]
        s = s * s0 + s0
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(a, b, -2)):
        s = ss.pop()
        grad_x[i] += grad_s + grad_s * s  # s0 = x[i]
        grad_s = grad_s * x[i]            # s = s * s0 + s0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, a, b):
    # forward
    ss = []
    s = 1.0
    for i in range(a, b, -2):
        ss.append(s)
        s0 = x[i]
        s1 = s * s0
        s2 = x[i]
        s = s1 + s2
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(a, b, -2)):
        s = ss.pop()
        grad_s1 = grad_s         # s = s1 + s2
        grad_s2 = grad_s
        grad_x[i] += grad_s2     # s2 = x[i]
        grad_s = grad_s1 * x[i]  # s1 = s * s0
        grad_s0 = grad_s1 * s
        grad_x[i] += grad_s0     # s0 = x[i]
    return grad_x
