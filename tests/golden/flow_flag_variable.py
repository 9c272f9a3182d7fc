# A flag carried round the loop decides what happens after it.

import numpy as np


def f(x):
    found = False
    s = 0.0
    for v in x:
        if v < 0:
            found = True
        s = s + v * v
    return s * s if found else s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    found = False
    s = 0.0
    for v in x:
        if v < 0:
            found = True
        s = s + v * v
    result = s * s if found else s
    require_scalar(result)
    # backward
    if found:
        grad_s = 2 * s  # result = s * s
    else:
        grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_v = 2 * grad_s * v  # s = s + v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    found = False
    s = 0.0
    for i in range(s0):
        v = x[i]
        if v < 0:
            found = True
        s1 = v * v
        s = s + s1
    result = s * s if found else s
    require_scalar(result)
    # backward
    grad_result = 1.0
    if found:
        grad_s = 2 * (grad_result * s)  # result = s * s
    else:
        grad_s = grad_result
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                    # v = x[i]
        grad_s1 = grad_s            # s = s + s1
        grad_v = 2 * (grad_s1 * v)  # s1 = v * v
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
