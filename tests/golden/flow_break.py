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
    s1s = []
    ss_1 = []
    s2s = []
    s = 0.0
    for v in x:
        ss.append(s)
        s0 = np.sin(v)
        s0s.append(s0)
        s1 = s0 * v
        s1s.append(s1)
        s = s + s1
        ss_1.append(s)
        s2 = s > cap
        s2s.append(s2)
        if s2:
            break
        s = s * v
    require_scalar(s)
    # backward
    s3 = len(ss)
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(s3)):
        s2 = s2s.pop()
        s = ss_1.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        s_1 = ss.pop()
        v = x[i]
        if s2:
            grad_v = np.zeros_like(v)
        else:
            grad_v = unbroadcast(grad_s * s, v)  # s = s * v
            grad_s = unbroadcast(grad_s * v, s)
        grad_s1 = unbroadcast(grad_s, s1)  # s = s + s1
        grad_s = unbroadcast(grad_s, s_1)
        grad_v += grad_s1 * s0             # s1 = s0 * v
        grad_v += grad_s1 * v * np.cos(v)  # s0 = np.sin(v)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, cap):
    # forward
    s0 = len(x)
    ss = []
    s1s = []
    s2s = []
    ss_1 = []
    s3s = []
    s = 0.0
    steps = 0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        s1 = np.sin(v)
        s1s.append(s1)
        s2 = s1 * v
        s2s.append(s2)
        s = s + s2
        ss_1.append(s)
        s3 = s > cap
        s3s.append(s3)
        steps = steps + 1
        if s3:
            break
        s = s * v
    require_scalar(s)
    # backward
    s4 = len(ss)  # steps = steps + 1
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(s4)):
        s3 = s3s.pop()
        s = ss_1.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s_1 = ss.pop()
        v = x[i]         # v = x[i]
        grad_s = grad_s  # steps = steps + 1
        if s3:
            grad_s = grad_s
            grad_v = np.zeros_like(v)
        else:
            grad_s = grad_s
            grad_v = unbroadcast(grad_s * s, v)  # s = s * v
            grad_s = unbroadcast(grad_s * v, s)
        grad_s2 = unbroadcast(grad_s, s2)  # s = s + s2
        grad_s = unbroadcast(grad_s, s_1)
        grad_s1 = grad_s2 * v              # s2 = s1 * v
        grad_v += grad_s2 * s1
        grad_v += grad_s1 * np.cos(v)      # s1 = np.sin(v)
        grad_x[i] += grad_v                # v = x[i]
    return grad_x
