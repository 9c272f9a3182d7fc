# `filter` keeps the elements, and their places in the gradient.

import numpy as np


def f(x):
    s = 1.0
    for v in filter(lambda v: v > 0, x):
        s = s * v + v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = []
    for i in range(len(x)):
        s1 = x[i]
        if s1 > 0:
            s0.append(s1)
    ss = []
    s = 1.0
    for v in s0:
        ss.append(s)
        s = s * v + v
    require_scalar(s)
    # backward
    grad_s0 = zeros_each(s0)
    grad_s = 1.0
    for i in reversed(range(len(s0))):
        s = ss.pop()
        v = s0[i]
        grad_v = grad_s + grad_s * s  # s = s * v + v
        grad_s = grad_s * v
        grad_s0[i] = grad_s0[i] + grad_v
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        if x[i] > 0:
            grad_s1 = grad_s0.pop()  # s0.append(s1)
            grad_x[i] += grad_s1     # s1 = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = []
    s1 = len(x)
    for i in range(s1):
        s2 = x[i]
        if s2 > 0:
            s0.append(s2)
    s3 = len(s0)
    ss = []
    s = 1.0
    for i in range(s3):
        ss.append(s)
        v = s0[i]
        s4 = s * v
        s = s4 + v
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_s0 = zeros_each(s0)
    for i in reversed(range(len(s0))):
        s = ss.pop()
        v = s0[i]                         # v = s0[i]
        grad_s4 = grad_s                  # s = s4 + v
        grad_v = grad_s
        grad_s = grad_s4 * v              # s4 = s * v
        grad_v += grad_s4 * s
        grad_s0[i] = grad_s0[i] + grad_v  # v = s0[i]
    grad_x = np.zeros_like(x)  # s3 = len(s0)
    for i in reversed(range(len(x))):
        s6 = x[i]  # s2 = x[i]
        if s6 > 0:
            grad_s2 = grad_s0.pop()  # s0.append(s2)
        else:
            grad_s2 = np.zeros_like(s6)
        grad_x[i] += grad_s2  # s2 = x[i]
    return grad_x
