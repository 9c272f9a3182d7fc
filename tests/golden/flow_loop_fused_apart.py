# What stands between a branch and its mirror image keeps them apart in the loop that is fused, for a second
# derivative as well.

import numpy as np


def f(x, c):
    s = 0.0
    for v in x:
        if c > 0:
            s += np.sin(v + v)
        else:
            s += c
        s += np.tanh(c)
    return s


SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]), 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, c):
    # forward
    ss = []
    s0s = []
    s = 0.0
    for v in x:
        if c > 0:
            s0 = v + v
            s0s.append(s0)
            s += np.sin(s0)
        else:
            s += c
        ss.append(s)
        s1 = np.tanh(c)
        s = own(s)
        s += s1
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_c = np.zeros_like(c)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s = ss.pop()
        grad_c += unbroadcast(grad_s, s1) * (1 - s1 * s1)  # s1 = np.tanh(c)
        grad_s = unbroadcast(grad_s, s)                    # s += s1
        if c > 0:
            s0 = s0s.pop()
            grad_v = 2 * grad_s * np.cos(s0)  # s0 = v + v
            grad_x[i] += grad_v
        else:
            grad_c += grad_s  # s += c
    return grad_x, grad_c


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, c):
    # forward and backward
    grad_x = np.zeros_like(x)
    grad_c = 0.0
    for i, v in enumerate(x):
        if c > 0:
            s0 = v + v
        s1 = np.tanh(c)
        grad_c += 1 - s1 * s1  # s1 = np.tanh(c)
        if c > 0:
            grad_v = np.cos(s0)  # s += np.sin(v + v)
            grad_v = 2 * grad_v  # s0 = v + v
            grad_x[i] += grad_v
        else:
            grad_c += 1.0  # s += c
    return grad_x, grad_c


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, c):
    # forward
    s0 = len(x)
    ss = []
    s1s = []
    s2s = []
    s = 0.0
    for i in range(s0):
        v = x[i]
        if c > 0:
            s1 = v + v
            s1s.append(s1)
            s3 = np.sin(s1)
            s += s3
        else:
            s += c
        ss.append(s)
        s2 = np.tanh(c)
        s2s.append(s2)
        s = own(s)
        s += s2
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    grad_c = np.zeros_like(c)
    for i in reversed(range(len(x))):
        s2 = s2s.pop()
        s = ss.pop()
        v = x[i]                           # v = x[i]
        grad_s_1 = unbroadcast(grad_s, s)  # s += s2
        grad_s2 = unbroadcast(grad_s, s2)
        grad_c += grad_s2 * (1 - s2 * s2)  # s2 = np.tanh(c)
        if c > 0:
            s1 = s1s.pop()
            grad_s = grad_s_1
            grad_s3 = grad_s                # s += s3
            grad_s1 = grad_s3 * np.cos(s1)  # s3 = np.sin(s1)
            grad_v = grad_s1                # s1 = v + v
            grad_v += grad_s1
        else:
            grad_s = grad_s_1
            grad_c += grad_s  # s += c
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v  # v = x[i]
    return grad_x, grad_c
