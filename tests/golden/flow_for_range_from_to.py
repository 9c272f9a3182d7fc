# `range(a, b)`; the counter is an index.

import numpy as np


def f(x, a, b):
    s = 0.0
    for i in range(a, b):
        s = s + i * x[i] * x[i - 1]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.9]), 1, 4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, a, b):
    # forward
    s0s = []
    s = 0.0
    for i in range(a, b):
        s0 = i * x[i]
        s0s.append(s0)
        s = s + s0 * x[i - 1]
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(a, b)):
        s0 = s0s.pop()
        s2 = i - 1              # s = s + s0 * x[i - 1]
        grad_x[s2] += s0
        grad_x[i] += x[s2] * i  # s0 = i * x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, a, b):
    # forward
    s0s = []
    s = 0.0
    for i in range(a, b):
        s1 = x[i]
        s0 = i * s1
        s0s.append(s0)
        s2 = i - 1
        s3 = x[s2]
        s4 = s0 * s3
        s = s + s4
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(a, b)):
        s0 = s0s.pop()
        s6 = i - 1                 # s2 = i - 1
        grad_s4 = grad_s           # s = s + s4
        grad_s0 = grad_s4 * x[s6]  # s4 = s0 * s3
        grad_s3 = grad_s4 * s0
        grad_x[s6] += grad_s3      # s3 = x[s2]
        grad_s1 = grad_s0 * i      # s0 = i * s1
        grad_x[i] += grad_s1       # s1 = x[i]
    return grad_x
