# A helper with two returns, called in a loop.

import numpy as np


def leaky(v):
    if v > 0:
        return v
    return 0.1 * v


def f(x, w):
    s = 0.0
    for v in x:
        s = s + leaky(w * v - s)
    return s * s


ARGS = (np.array([0.3, -1.2, 0.5]), 0.8)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    s0s = []
    s = 0.0
    for v in x:
        result = w * v - s
        s0 = result > 0
        s0s.append(s0)
        if not s0:
            result = 0.1 * result
        s = s + result
    result = s * s
    require_scalar(result)
    # backward
    grad_s = 2 * s  # result = s * s
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        v = x[i]
        if s0:
            grad_result = grad_s
        else:
            grad_result = grad_s * 0.1  # result = 0.1 * result
        grad_s = grad_s - grad_result  # result = w * v - s
        grad_w += grad_result * v
        grad_v = grad_result * w
        grad_x[i] += grad_v
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = len(x)
    s1s = []
    s = 0.0
    for i in range(s0):
        v = x[i]
        s2 = w * v
        result = s2 - s
        s1 = result > 0
        s1s.append(s1)
        if not s1:
            result = 0.1 * result
        s = s + result
    result = s * s
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s * s
    grad_s = 2 * (grad_result * s)
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        v = x[i]              # v = x[i]
        grad_result = grad_s  # s = s + result
        if not s1:
            grad_result = grad_result * 0.1  # result = 0.1 * result
        grad_s2 = grad_result  # result = s2 - s
        grad_s += -grad_result
        grad_w += grad_s2 * v  # s2 = w * v
        grad_v = grad_s2 * w
        grad_x[i] += grad_v    # v = x[i]
    return grad_x, grad_w
