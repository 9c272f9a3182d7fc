# A set of integers says which rows count.

import numpy as np


def f(x, labels):
    s = 0.0
    for k in sorted({label % 3 for label in labels}):
        s = s * x[k] + x[k]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), [5, 3, 8, 6])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, labels):
    # forward
    s0 = sorted({label % 3 for label in labels})
    ss = []
    s1s = []
    s = 0.0
    for k in s0:
        ss.append(s)
        s1 = x[k]
        s1s.append(s1)
        s = s * s1 + s1
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(s0))):
        s1 = s1s.pop()
        s = ss.pop()
        k = s0[i]
        np.add.at(grad_x, k, grad_s + grad_s * s)  # s1 = x[k]
        grad_s = grad_s * s1                       # s = s * s1 + s1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, labels):
    # forward
    s0 = sorted({label % 3 for label in labels})
    s1 = len(s0)
    ss = []
    s2s = []
    s = 0.0
    for i in range(s1):
        ss.append(s)
        k = s0[i]
        s2 = x[k]
        s2s.append(s2)
        s3 = s * s2
        s4 = x[k]
        s = s3 + s4
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s0))):
        s2 = s2s.pop()
        s = ss.pop()
        k = s0[i]                      # k = s0[i]
        grad_s3 = grad_s               # s = s3 + s4
        grad_s4 = grad_s
        np.add.at(grad_x, k, grad_s4)  # s4 = x[k]
        grad_s = grad_s3 * s2          # s3 = s * s2
        grad_s2 = grad_s3 * s
        np.add.at(grad_x, k, grad_s2)  # s2 = x[k]
    return grad_x
