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
    s0 = list(sorted(set(rows)))
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
        np.add.at(grad_x, i, grad_s)      # s = s * x[i] + x[i]
        np.add.at(grad_x, i, grad_s * s)  # s1 = x[i]
        grad_s = grad_s * s1              # s = s * s1 + s1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, rows):
    # forward
    s0 = set(rows)
    s1 = sorted(s0)
    s2 = list(s1)
    s3 = len(s2)
    ss = []
    s4s = []
    s = 0.0
    for i in range(s3):
        ss.append(s)
        i = s2[i]
        s4 = x[i]
        s4s.append(s4)
        s5 = s * s4
        s6 = x[i]
        s = s5 + s6
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s2))):
        s4 = s4s.pop()
        s = ss.pop()
        i = s2[i]                      # i = s2[i]
        grad_s = grad_s
        grad_s5 = grad_s               # s = s5 + s6
        grad_s6 = grad_s
        np.add.at(grad_x, i, grad_s6)  # s6 = x[i]
        grad_s = grad_s5 * s4          # s5 = s * s4
        grad_s4 = grad_s5 * s
        np.add.at(grad_x, i, grad_s4)  # s4 = x[i]
    return grad_x
