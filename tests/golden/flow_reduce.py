# `functools.reduce` is a loop.

from functools import reduce

import numpy as np


def f(x, first):
    return reduce(lambda s, v: np.sin(s) * v + v, x, first)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, first):
    # forward
    firsts = []
    s0s = []
    for i in range(len(x)):
        firsts.append(first)
        s1 = x[i]
        s0 = np.sin(first)
        s0s.append(s0)
        first = s0 * s1 + s1
    require_scalar(first)
    # backward
    grad_x = np.zeros_like(x)
    grad_first = 1.0
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        first = firsts.pop()
        grad_first_1 = grad_first * x[i] * np.cos(first)  # s0 = np.sin(first)
        grad_x[i] += grad_first + grad_first * s0         # s1 = x[i]
        grad_first = grad_first_1
    return grad_x, grad_first


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, first):
    # forward
    s0 = len(x)
    firsts = []
    s1s = []
    for i in range(s0):
        firsts.append(first)
        s2 = x[i]
        s1 = np.sin(first)
        s1s.append(s1)
        s3 = s1 * s2
        first = s3 + s2
    require_scalar(first)
    # backward
    grad_first = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        first = firsts.pop()
        grad_s3 = grad_first                  # first = s3 + s2
        grad_s2 = grad_first
        grad_s1 = grad_s3 * x[i]              # s3 = s1 * s2
        grad_s2 += grad_s3 * s1
        grad_first = grad_s1 * np.cos(first)  # s1 = np.sin(first)
        grad_x[i] += grad_s2                  # s2 = x[i]
    return grad_x, grad_first
