# The last element, read behind the loop.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        s = s + v * v
    return s * v


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s = 0.0
    for v in x:
        s = s + v * v
    result = s * v
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)
    grad_v = s
    for i in reversed(range(len(x))):
        v_1 = x[i]
        grad_v += 2 * v * v_1  # s = s + v * v
        grad_x[i] += grad_v
        grad_v = 0.0
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
    result = s * v
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s * v
    grad_s = grad_result * v
    grad_v = grad_result * s
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                             # v = x[i]
        grad_v = np.broadcast_to(grad_v, np.shape(v))
        grad_s1 = grad_s                     # s = s + s1
        grad_v = grad_v + 2 * (grad_s1 * v)  # s1 = v * v
        grad_x[i] += grad_v                  # v = x[i]
        grad_v = 0.0
    return grad_x
