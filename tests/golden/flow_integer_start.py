# An integer to begin with, a float from the first iteration on.

import numpy as np


def f(x):
    s = 0
    for v in x:
        s = s + v * v
    return s * s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s = 0
    for v in x:
        s = s + v * v
    result = s * s
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_v = 4.0 * s * v  # s = s + v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s = 0
    for i in range(s0):
        v = x[i]
        s1 = v * v
        s = s + s1
    result = s * s
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s * s
    grad_s = 2 * (grad_result * s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                    # v = x[i]
        grad_s1 = grad_s            # s = s + s1
        grad_v = 2 * (grad_s1 * v)  # s1 = v * v
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
