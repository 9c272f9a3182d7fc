# An iteration reads what the ones before have added: two passes.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        s += v * np.sin(s)
        s += np.cos(v)
    return s


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s0s = []
    s = 0.0
    for v in x:
        ss.append(s)
        s0 = np.sin(s)
        s0s.append(s0)
        s += v * s0
        s += np.cos(v)
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        s = ss.pop()
        v = x[i]
        grad_v = grad_s * s0 - grad_s * np.sin(v)  # s += v * s0
        grad_s += grad_s * v * np.cos(s)           # s0 = np.sin(s)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s0s = []
    s = 0.0
    for v in x:
        ss.append(s)
        s0 = np.sin(s)
        s0s.append(s0)
        s += v * s0
        s += np.cos(v)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        s = ss.pop()
        v = x[i]
        grad_v = grad_s * s0 - grad_s * np.sin(v)  # s += v * s0
        grad_s += grad_s * v * np.cos(s)           # s0 = np.sin(s)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    ss = []
    s1s = []
    s = 0.0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        s1 = np.sin(s)
        s1s.append(s1)
        s2 = v * s1
        s += s2
        s3 = np.cos(v)
        s += s3
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        s = ss.pop()
        v = x[i]                       # v = x[i]
        grad_s_1 = grad_s              # s += s3
        grad_s3 = grad_s
        grad_v = -grad_s3 * np.sin(v)  # s3 = np.cos(v)
        grad_s2 = grad_s_1             # s += s2
        grad_s = grad_s_1
        grad_v += grad_s2 * s1         # s2 = v * s1
        grad_s1 = grad_s2 * v
        grad_s += grad_s1 * np.cos(s)  # s1 = np.sin(s)
        grad_x[i] += grad_v            # v = x[i]
    return grad_x
