# What is printed before an exception must not depend on the backward half: two passes.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        print(v > 0)
        s += v * v
    return s


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s = 0.0
    for v in x:
        print(v > 0)
        s += v * v
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_v = 2 * v  # s += v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    for v in x:
        print(v > 0)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_v = 2 * v  # s += v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s = 0.0
    for i in range(s0):
        v = x[i]
        s1 = v > 0
        print(s1)
        s3 = v * v
        s += s3
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                    # v = x[i]
        grad_s3 = grad_s            # s += s3
        grad_v = 2 * (grad_s3 * v)  # s3 = v * v
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
