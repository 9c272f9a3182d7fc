# The counter and the element.

import numpy as np


def f(x):
    s = 0.0
    for i, v in enumerate(x):
        s = s * v + (i + 1) * v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    s = 0.0
    for i, v in enumerate(x):
        ss.append(s)
        s = s * v + (i + 1) * v
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s = ss.pop()
        v = x[i]
        grad_v = grad_s * (i + 1)  # s = s * v + (i + 1) * v
        grad_v += grad_s * s
        grad_s = grad_s * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    ss = []
    s = 0.0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        s1 = s * v
        s2 = i + 1
        s3 = s2 * v
        s = s1 + s3
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s = ss.pop()
        v = x[i]                    # v = x[i]
        grad_s1 = grad_s            # s = s1 + s3
        grad_s3 = grad_s
        grad_v = grad_s3 * (i + 1)  # s3 = s2 * v
        grad_s = grad_s1 * v        # s1 = s * v
        grad_v += grad_s1 * s
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
