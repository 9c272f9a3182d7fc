# A sum that starts at 0 is not a number of iterations, also where it has been differentiated already.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        s = s + v * v
    return np.sin(s)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s = 0.0
    for v in x:
        s = s + v * v
    result = np.sin(s)
    require_scalar(result)
    # backward
    grad_s = np.cos(s)  # result = np.sin(s)
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
    s = 0.0
    for i in range(s0):
        v = x[i]
        s1 = v * v
        s = s + s1
    result = np.sin(s)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = np.sin(s)
    grad_s = grad_result * np.cos(s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                    # v = x[i]
        grad_s1 = grad_s            # s = s + s1
        grad_v = 2 * (grad_s1 * v)  # s1 = v * v
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
