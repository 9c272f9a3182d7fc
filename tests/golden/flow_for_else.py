# The `else` of a loop runs if no break did.

import numpy as np


def f(x, limit):
    s = 0.0
    for v in x:
        s = s + v * v
        if s > limit:
            break
    else:
        s = s * s
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 9.0)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, limit):
    # forward
    s = 0.0
    left = False
    steps = 0
    for v in x:
        s = s + v * v
        steps = steps + 1
        if s > limit:
            left = True
            break
        left = False
    if left:
        s_1 = s
    else:
        s_1 = s * s
    require_scalar(s_1)
    # backward
    if left:
        grad_s = 1.0
    else:
        grad_s = 2 * s  # s_1 = s * s
    grad_x = np.zeros_like(x)  # steps = steps + 1
    for i in reversed(range(steps)):
        v = x[i]
        grad_v = 2 * grad_s * v  # s = s + v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, limit):
    # forward
    s0 = len(x)
    s = 0.0
    left = False
    steps = 0
    for i in range(s0):
        v = x[i]
        s1 = v * v
        s = s + s1
        steps = steps + 1
        if s > limit:
            left = True
            break
        left = False
    if left:
        s_1 = s
    else:
        s_1 = s * s
    require_scalar(s_1)
    # backward
    grad_s_1 = 1.0
    if left:
        grad_s = grad_s_1
    else:
        grad_s = 2 * (grad_s_1 * s)  # s_1 = s * s
    grad_x = np.zeros_like(x)  # steps = steps + 1
    for i in reversed(range(steps)):
        v = x[i]                    # v = x[i]
        grad_s1 = grad_s            # s = s + s1
        grad_v = 2 * (grad_s1 * v)  # s1 = v * v
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
