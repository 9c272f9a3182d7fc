# Backwards through an array, and through a range.

import numpy as np


def f(x):
    s = 0.0
    for v in reversed(x):
        s = s * 0.5 + v * v
    for i in reversed(range(len(x))):
        s = s * x[i] + 1
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s = 0.0
    for v in reversed(x):
        s = s * 0.5 + v * v
    ss = []
    for i in reversed(range(len(x))):
        ss.append(s)
        s = s * x[i] + 1
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in range(len(x)):
        s = ss.pop()
        grad_x[i] += grad_s * s  # s = s * x[i] + 1
        grad_s = grad_s * x[i]
    for i in range(len(x)):
        v = x[i]
        grad_v = 2 * grad_s * v  # s = s * 0.5 + v * v
        grad_s = grad_s * 0.5
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s1 = range(s0)
    s = 0.0
    for i in reversed(s1):
        v = x[i]
        s2 = s * 0.5
        s3 = v * v
        s = s2 + s3
    s4 = len(x)
    s5 = range(s4)
    ss = []
    for i in reversed(s5):
        ss.append(s)
        s6 = x[i]
        s7 = s * s6
        s = s7 + 1
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in range(len(x)):
        s = ss.pop()
        grad_s7 = grad_s         # s = s7 + 1
        grad_s = grad_s7 * x[i]  # s7 = s * s6
        grad_s6 = grad_s7 * s
        grad_x[i] += grad_s6     # s6 = x[i]
    for i in range(len(x)):
        v = x[i]                    # v = x[i]
        grad_s2 = grad_s            # s = s2 + s3
        grad_s3 = grad_s
        grad_v = 2 * (grad_s3 * v)  # s3 = v * v
        grad_s = grad_s2 * 0.5      # s2 = s * 0.5
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
