# Sorted active values: each keeps its own place in the gradient.

import numpy as np


def f(x):
    s = 0.0
    for v in sorted(x):
        s = 0.5 * s + v * v
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = sorted(x)
    s = 0.0
    for v in s0:
        s = 0.5 * s + v * v
    require_scalar(s)
    # backward
    grad_s0 = zeros_each(s0)
    grad_s = 1.0
    for i in reversed(range(len(s0))):
        v = s0[i]
        grad_v = 2 * grad_s * v  # s = 0.5 * s + v * v
        grad_s = grad_s * 0.5
        grad_s0[i] = grad_s0[i] + grad_v
    grad_x = unsort_each(grad_s0, x, False)  # s0 = sorted(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = sorted(x)
    s1 = len(s0)
    s = 0.0
    for i in range(s1):
        v = s0[i]
        s2 = 0.5 * s
        s3 = v * v
        s = s2 + s3
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_s0 = zeros_each(s0)
    for i in reversed(range(len(s0))):
        v = s0[i]                         # v = s0[i]
        grad_s2 = grad_s                  # s = s2 + s3
        grad_s3 = grad_s
        grad_v = 2 * (grad_s3 * v)        # s3 = v * v
        grad_s = grad_s2 * 0.5            # s2 = 0.5 * s
        grad_s0[i] = grad_s0[i] + grad_v  # v = s0[i]
    grad_x = unsort_each(grad_s0, x, False)  # s1 = len(s0)
    return grad_x
