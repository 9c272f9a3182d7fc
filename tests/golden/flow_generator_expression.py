# A generator in `sum`, with a start.

import numpy as np


def f(x):
    return sum((v * v for v in x if v > 0), np.sin(x[1]))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = x[1]
    s1 = np.sin(s0)
    for v in x:
        if v > 0:
            total = s1 + v * v
            s1 = total
    require_scalar(s1)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        if v > 0:
            grad_v = 2 * v  # total = s1 + v * v
            grad_x[i] += grad_v
    grad_x[1] += np.cos(s0)  # s0 = x[1]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x[1]
    s1 = np.sin(s0)
    s2 = len(x)
    for i in range(s2):
        v = x[i]
        if v > 0:
            s3 = v * v
            total = s1 + s3
            s1 = total
    require_scalar(s1)
    # backward
    grad_s1 = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]  # v = x[i]
        if v > 0:
            grad_total = grad_s1
            grad_s1 = grad_total        # total = s1 + s3
            grad_s3 = grad_total
            grad_v = 2 * (grad_s3 * v)  # s3 = v * v
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v  # v = x[i]
    grad_s0 = grad_s1 * np.cos(s0)  # s2 = len(x)
    grad_x[1] += grad_s0            # s0 = x[1]
    return grad_x
