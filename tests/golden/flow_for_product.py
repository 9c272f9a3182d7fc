# Pairs from itertools.

from itertools import product

import numpy as np


def f(x, n):
    s = 0.0
    for i, j in product(range(n), repeat=2):
        if i != j:
            s = s + x[i] / (2 + x[j])
    return s


ANALYTIC = True
ARGS = (np.array([0.3, 1.2, 0.5]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = product(range(n), repeat=2)
    s1 = list(s0)
    is_1 = []
    js = []
    s2s = []
    s3s = []
    s = 0.0
    for i, j in s1:
        is_1.append(i)
        js.append(j)
        if i != j:
            s2 = 2 + x[j]
            s2s.append(s2)
            s3 = x[i] / s2
            s3s.append(s3)
            s = s + s3
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(s1))):
        j = js.pop()
        i = is_1.pop()
        if i != j:
            s3 = s3s.pop()
            s2 = s2s.pop()
            np.add.at(grad_x, j, -s3 / s2)  # s2 = 2 + x[j]
            np.add.at(grad_x, i, 1 / s2)    # s3 = x[i] / s2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = range(n)
    s1 = product(s0, repeat=2)
    s2 = list(s1)
    s3 = len(s2)
    is_1 = []
    js = []
    s4s = []
    s5s = []
    s = 0.0
    for i in range(s3):
        s6 = s2[i]
        i, _ = s6
        is_1.append(i)
        _, j = s6
        js.append(j)
        if i != j:
            s7 = x[i]
            s8 = x[j]
            s4 = 2 + s8
            s4s.append(s4)
            s5 = s7 / s4
            s5s.append(s5)
            s = s + s5
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(s2))):
        j = js.pop()
        i = is_1.pop()
        if i != j:
            s5 = s5s.pop()
            s4 = s4s.pop()
            grad_s5 = grad_s               # s = s + s5
            grad_s7 = grad_s5 / s4         # s5 = s7 / s4
            grad_s4 = -grad_s5 * s5 / s4
            grad_s8 = grad_s4              # s4 = 2 + s8
            np.add.at(grad_x, j, grad_s8)  # s8 = x[j]
            np.add.at(grad_x, i, grad_s7)  # s7 = x[i]
    return grad_x
