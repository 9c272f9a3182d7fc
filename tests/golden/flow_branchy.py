# The test is evaluated once an iteration, and its truth kept.

import numpy as np


def f(x):
    s = 1.0
    for v in x:
        if s > v:
            s = s * v
        else:
            s = s + v * v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.6, 0.5, 0.9, 1.1]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s = 1.0
    for v in x:
        ss.append(s)
        if s > v:
            s = s * v
        else:
            s = s + v * v
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s = ss.pop()
        v = x[i]
        if s > v:
            grad_v = grad_s * s  # s = s * v
            grad_s = grad_s * v
        else:
            grad_v = 2 * grad_s * v  # s = s + v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    ss = []
    s = 1.0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        if s > v:
            s = s * v
        else:
            s1 = v * v
            s = s + s1
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s = ss.pop()
        v = x[i]  # v = x[i]
        if s > v:
            grad_v = grad_s * s  # s = s * v
            grad_s = grad_s * v
        else:
            grad_s1 = grad_s            # s = s + s1
            grad_v = 2 * (grad_s1 * v)  # s1 = v * v
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
