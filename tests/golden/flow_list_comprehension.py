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
    s1s = []
    s2 = 0
    for v in x:
        s0 = v > 0
        s0s.append(s0)
        if s0:
            s1 = w * v
            s1s.append(s1)
            total = s2 + np.sin(s1)
            s2 = total
    require_scalar(s2)
    # backward
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    grad_s2 = 1.0
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        v = x[i]
        if s0:
            s1 = s1s.pop()
            grad_s1 = grad_s2 * np.cos(s1)  # total = s2 + np.sin(s1)
            grad_w += grad_s1 * v           # s1 = w * v
            grad_v = grad_s1 * w
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = len(x)
    s1s = []
    s2s = []
    s3 = 0
    for i in range(s0):
        v = x[i]
        s1 = v > 0
        s1s.append(s1)
        if s1:
            s2 = w * v
            s2s.append(s2)
            s4 = np.sin(s2)
            total = s3 + s4
            s3 = total
    require_scalar(s3)
    # backward
    grad_s3 = 1.0
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        v = x[i]  # v = x[i]
        grad_s3 = grad_s3
        if s1:
            s2 = s2s.pop()
            grad_total = grad_s3
            grad_s3 = grad_total            # total = s3 + s4
            grad_s4 = grad_total
            grad_s2 = grad_s4 * np.cos(s2)  # s4 = np.sin(s2)
            grad_w += grad_s2 * v           # s2 = w * v
            grad_v = grad_s2 * w
        else:
            grad_s3 = grad_s3
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v  # v = x[i]
    return grad_x, grad_w
