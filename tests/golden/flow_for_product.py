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
    s4s = []
    s = 0.0
    for i in range(len(s1)):
        s5 = s1[i]
        i, _ = s5
        is_1.append(i)
        _, j = s5
        js.append(j)
        s2 = i != j
        s2s.append(s2)
        if s2:
            s3 = 2 + x[j]
            s3s.append(s3)
            s4 = x[i] / s3
            s4s.append(s4)
            s = s + s4
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for _ in reversed(range(len(s1))):
        s2 = s2s.pop()
        j = js.pop()
        i = is_1.pop()
        if s2:
            s4 = s4s.pop()
            s3 = s3s.pop()
            np.add.at(grad_x, j, -grad_s * s4 / s3)  # s3 = 2 + x[j]
            np.add.at(grad_x, i, grad_s / s3)        # s4 = x[i] / s3
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
    s6s = []
    s = 0.0
    for i in range(s3):
        s7 = s2[i]
        i, _ = s7
        is_1.append(i)
        _, j = s7
        js.append(j)
        s4 = i != j
        s4s.append(s4)
        if s4:
            s8 = x[i]
            s9 = x[j]
            s5 = 2 + s9
            s5s.append(s5)
            s6 = s8 / s5
            s6s.append(s6)
            s = s + s6
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for _ in reversed(range(len(s2))):
        s4 = s4s.pop()
        j = js.pop()
        i = is_1.pop()
        grad_s = grad_s
        if s4:
            s6 = s6s.pop()
            s5 = s5s.pop()
            grad_s = grad_s
            grad_s6 = grad_s               # s = s + s6
            grad_s = grad_s
            grad_s8 = grad_s6 / s5         # s6 = s8 / s5
            grad_s5 = -grad_s6 * s6 / s5
            grad_s9 = grad_s5              # s5 = 2 + s9
            np.add.at(grad_x, j, grad_s9)  # s9 = x[j]
            np.add.at(grad_x, i, grad_s8)  # s8 = x[i]
        else:
            grad_s = grad_s
    return grad_x
