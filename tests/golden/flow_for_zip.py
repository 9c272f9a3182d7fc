# Two arrays walked in step: the shorter ends it.

import numpy as np


def f(x, y):
    s = 1.0
    for a, b in zip(x, y):
        s = s * a + b
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = min(len(x), len(y))
    ss = []
    s = 1.0
    for i in range(s0):
        ss.append(s)
        a = x[i]
        b = y[i]
        s = s * a + b
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_y = np.zeros_like(y)
    grad_s = 1.0
    for i in reversed(range(s0)):
        s = ss.pop()
        a = x[i]             # b = y[i]
        grad_a = grad_s * s  # s = s * a + b
        grad_y[i] += grad_s  # b = y[i]
        grad_s = grad_s * a  # s = s * a + b
        grad_x[i] += grad_a  # b = y[i]
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = len(x)
    s1 = len(y)
    s2 = min(s0, s1)
    ss = []
    s = 1.0
    for i in range(s2):
        ss.append(s)
        a = x[i]
        b = y[i]
        s3 = s * a
        s = s3 + b
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    grad_y = np.zeros_like(y)
    for i in reversed(range(s2)):
        s = ss.pop()
        a = x[i]              # b = y[i]
        grad_s3 = grad_s      # s = s3 + b
        grad_b = grad_s
        grad_s = grad_s3 * a  # s3 = s * a
        grad_a = grad_s3 * s
        grad_y[i] += grad_b   # b = y[i]
        grad_x[i] += grad_a
    return grad_x, grad_y
