# The elements of a vector: the gradient is indexed by position.

import numpy as np


def f(x):
    s = 1.0
    for v in x:
        s = s * np.cos(v) + v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s0s = []
    s = 1.0
    for v in x:
        ss.append(s)
        s0 = np.cos(v)
        s0s.append(s0)
        s = s * s0 + v
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        s = ss.pop()
        v = x[i]
        grad_v = grad_s - grad_s * s * np.sin(v)  # s0 = np.cos(v)
        grad_s = grad_s * s0                      # s = s * s0 + v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    ss = []
    s1s = []
    s = 1.0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        s1 = np.cos(v)
        s1s.append(s1)
        s2 = s * s1
        s = s2 + v
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        s = ss.pop()
        v = x[i]                        # v = x[i]
        grad_s2 = grad_s                # s = s2 + v
        grad_v = grad_s
        grad_s = grad_s2 * s1           # s2 = s * s1
        grad_s1 = grad_s2 * s
        grad_v += -grad_s1 * np.sin(v)  # s1 = np.cos(v)
        grad_x[i] += grad_v             # v = x[i]
    return grad_x
