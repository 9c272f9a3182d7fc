# The cotangent of `t` grows from iteration to iteration, and each one reads what it is: two passes.

import numpy as np


def f(x):
    s = 0.0
    t = 0.0
    for v in x:
        s += t
        t += v * v
    return s + t


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s = 0.0
    t = 0.0
    for v in x:
        s += t
        t += v * v
    result = s + t
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)
    grad_t = 1.0
    for i in reversed(range(len(x))):
        v = x[i]
        grad_v = 2 * grad_t * v  # t += v * v
        grad_t += 1.0            # s += t
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # backward
    grad_x = np.zeros_like(x)
    grad_t = 1.0
    for i in reversed(range(len(x))):
        v = x[i]
        grad_v = 2 * grad_t * v  # t += v * v
        grad_t += 1.0            # s += t
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s = 0.0
    t = 0.0
    for i in range(s0):
        v = x[i]
        s += t
        s1 = v * v
        t += s1
    result = s + t
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s + t
    grad_s = grad_result
    grad_t = grad_result
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                    # v = x[i]
        grad_s1 = grad_t            # t += s1
        grad_v = 2 * (grad_s1 * v)  # s1 = v * v
        grad_t += grad_s            # s += t
        grad_x[i] += grad_v         # v = x[i]
    return grad_x
