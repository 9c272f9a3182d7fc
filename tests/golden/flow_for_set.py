# A set of integers, in order.

import numpy as np


def f(x, rows):
    s = 0.0
    for i in sorted(set(rows)):
        s = s * x[i] + x[i]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), [2, 0, 2])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, rows):
    # forward
    s0 = sorted(set(rows))
    ss = []
    s1s = []
    s = 0.0
    for i in s0:
        ss.append(s)
        s1 = x[i]
        s1s.append(s1)
        s = s * s1 + s1
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(s0))):
        s1 = s1s.pop()
        s = ss.pop()
        i = s0[i]
        np.add.at(grad_x, i, grad_s + grad_s * s)  # s1 = x[i]
        grad_s = grad_s * s1                       # s = s * s1 + s1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, rows):
    # forward
    s0 = set(rows)
    s1 = sorted(s0)
    s2 = len(s1)
    ss = []
    s3s = []
    s = 0.0
    for i in range(s2):
        ss.append(s)
        i = s1[i]
        s3 = x[i]
        s3s.append(s3)
        s4 = s * s3
        s5 = x[i]
        s = s4 + s5
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s1))):
        s3 = s3s.pop()
        s = ss.pop()
        i = s1[i]                      # i = s1[i]
        grad_s4 = grad_s               # s = s4 + s5
        grad_s5 = grad_s
        np.add.at(grad_x, i, grad_s5)  # s5 = x[i]
        grad_s = grad_s4 * s3          # s4 = s * s3
        grad_s3 = grad_s4 * s
        np.add.at(grad_x, i, grad_s3)  # s3 = x[i]
    return grad_x
