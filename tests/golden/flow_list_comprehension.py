# A filtered comprehension whose sum is taken: one pass, and no list of the terms.

import numpy as np


def f(x, w):
    return sum([np.sin(w * v) for v in x if v > 0])


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 0.8)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    s0s = []
    s1 = 0
    for v in x:
        if v > 0:
            s0 = w * v
            s0s.append(s0)
            total = s1 + np.sin(s0)
            s1 = total
    require_scalar(s1)
    # backward
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(x))):
        v = x[i]
        if v > 0:
            s0 = s0s.pop()
            grad_s0 = np.cos(s0)   # total = s1 + np.sin(s0)
            grad_w += grad_s0 * v  # s0 = w * v
            grad_v = grad_s0 * w
            grad_x[i] += grad_v
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = len(x)
    s1s = []
    s2 = 0
    for i in range(s0):
        v = x[i]
        if v > 0:
            s1 = w * v
            s1s.append(s1)
            s3 = np.sin(s1)
            total = s2 + s3
            s2 = total
    require_scalar(s2)
    # backward
    grad_s2 = 1.0
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(x))):
        v = x[i]  # v = x[i]
        if v > 0:
            s1 = s1s.pop()
            grad_total = grad_s2
            grad_s2 = grad_total            # total = s2 + s3
            grad_s3 = grad_total
            grad_s1 = grad_s3 * np.cos(s1)  # s3 = np.sin(s1)
            grad_w += grad_s1 * v           # s1 = w * v
            grad_v = grad_s1 * w
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v  # v = x[i]
    return grad_x, grad_w
