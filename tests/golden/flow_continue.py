# What was skipped has no mirror.

import numpy as np


def f(x, cap):
    s = 0.0
    for v in x:
        if v < 0:
            continue
        s = s + v * s + v
        if s > cap:
            break
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.0, 0.8, 0.9, 0.4]), 2.0)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, cap):
    # forward
    ss = []
    s = 0.0
    for v in x:
        ss.append(s)
        if v < 0:
            continue
        s = s + v * s + v
        if s > cap:
            break
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(ss))):
        s = ss.pop()
        v = x[i]
        if v < 0:
            continue
        grad_v = grad_s + grad_s * s  # s = s + v * s + v
        grad_s += grad_s * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, cap):
    # forward
    s0 = len(x)
    ss = []
    s = 0.0
    steps = 0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        steps = steps + 1
        if v < 0:
            continue
        s1 = v * s
        s2 = s + s1
        s = s2 + v
        if s > cap:
            break
    require_scalar(s)
    # backward
    grad_s = 1.0  # steps = steps + 1
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(ss))):
        s = ss.pop()
        v = x[i]  # v = x[i]
        if v < 0:
            grad_v = np.zeros_like(v)
        else:
            grad_s2 = grad_s       # s = s2 + v
            grad_v = grad_s
            grad_s = grad_s2       # s2 = s + s1
            grad_s1 = grad_s2
            grad_v += grad_s1 * s  # s1 = v * s
            grad_s += grad_s1 * v
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
