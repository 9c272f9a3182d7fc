# Neighbours of an active array.

from itertools import pairwise

import numpy as np


def f(x):
    s = 0.0
    for a, b in pairwise(x):
        s = s + (b - a) ** 2 * a
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x) - 1
    s1s = []
    s2s = []
    s = 0.0
    for i in range(s0):
        a = x[i]
        b = x[i + 1]
        s1 = b - a
        s1s.append(s1)
        s2 = s1 ** 2
        s2s.append(s2)
        s = s + s2 * a
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(s0)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        a = x[i]                 # b = x[i + 1]
        grad_b = a * 2 * s1      # s2 = s1 ** 2
        grad_a = s2 - grad_b     # s1 = b - a
        grad_x[i + 1] += grad_b  # b = x[i + 1]
        grad_x[i] += grad_a
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s1 = s0 - 1
    as_1 = []
    s2s = []
    s3s = []
    s = 0.0
    for i in range(s1):
        s4 = i + 1
        s5 = x[i]
        s6 = x[s4]
        a = s5
        as_1.append(a)
        b = s6
        s2 = b - a
        s2s.append(s2)
        s3 = s2 ** 2
        s3s.append(s3)
        s7 = s3 * a
        s = s + s7
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(s1)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        a = as_1.pop()
        grad_s7 = grad_s            # s = s + s7
        grad_s3 = grad_s7 * a       # s7 = s3 * a
        grad_a = grad_s7 * s3
        grad_s2 = grad_s3 * 2 * s2  # s3 = s2 ** 2
        grad_b = grad_s2            # s2 = b - a
        grad_a += -grad_s2
        grad_s6 = grad_b            # b = s6
        grad_s5 = grad_a
        grad_x[i + 1] += grad_s6
        grad_x[i] += grad_s5
    return grad_x
