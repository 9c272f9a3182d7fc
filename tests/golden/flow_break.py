# What was started is undone; what the break skipped is not.

import numpy as np


def f(x, cap):
    s = 0.0
    for v in x:
        s = s + np.sin(v) * v
        if s > cap:
            break
        s = s * v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.2, 0.9, 0.5]), 0.9)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, cap):
    # forward
    ss = []
    s0s = []
    s = 0.0
    for v in x:
        ss.append(s)
        s0 = np.sin(v)
        s0s.append(s0)
        s = s + s0 * v
        if s > cap:
            break
        s = s * v
    require_scalar(s)
    # backward
    s1 = len(ss)
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(s1)):
        s0 = s0s.pop()
        s = ss.pop()
        v = x[i]
        s3 = s0 * v  # s = s + s0 * v
        s_1 = s + s3
        if s_1 > cap:
            grad_v = np.zeros_like(v)
        else:
            grad_v = unbroadcast(grad_s * s_1, v)  # s = s * v
            grad_s = unbroadcast(grad_s * v, s_1)
        grad_s4 = unbroadcast(grad_s, s3)  # s = s + s0 * v
        grad_s = unbroadcast(grad_s, s)
        grad_v += grad_s4 * s0
        grad_v += grad_s4 * v * np.cos(v)  # s0 = np.sin(v)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, cap):
    # forward
    s0 = len(x)
    ss = []
    s1s = []
    s = 0.0
    steps = 0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        s1 = np.sin(v)
        s1s.append(s1)
        s2 = s1 * v
        s = s + s2
        steps = steps + 1
        if s > cap:
            break
        s = s * v
    require_scalar(s)
    # backward
    s3 = len(ss)  # steps = steps + 1
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(s3)):
        s1 = s1s.pop()
        s = ss.pop()
        v = x[i]      # v = x[i]
        s5 = s1 * v   # s2 = s1 * v
        s_1 = s + s5  # s = s + s2
        if s_1 > cap:
            grad_v = np.zeros_like(v)
        else:
            grad_v = unbroadcast(grad_s * s_1, v)  # s = s * v
            grad_s = unbroadcast(grad_s * v, s_1)
        grad_s2 = unbroadcast(grad_s, s5)  # s = s + s2
        grad_s = unbroadcast(grad_s, s)
        grad_s1 = grad_s2 * v              # s2 = s1 * v
        grad_v += grad_s2 * s1
        grad_v += grad_s1 * np.cos(v)      # s1 = np.sin(v)
        grad_x[i] += grad_v                # v = x[i]
    return grad_x
