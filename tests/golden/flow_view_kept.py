# Views of an array that is replaced, not written.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        x = x[::-1] * 1.1
        s = s + x[0] * x[-1]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    s0s = []
    s1s = []
    s = 0.0
    for i in range(n):
        x = x[::-1] * 1.1
        s0 = x[0]
        s0s.append(s0)
        s1 = x[-1]
        s1s.append(s1)
        s = s + s0 * s1
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_x[-1] += s0             # s1 = x[-1]
        grad_x[0] += s1              # s0 = x[0]
        grad_x_1 = np.zeros_like(x)  # x = x[::-1] * 1.1
        grad_x_1[::-1] = grad_x * 1.1
        grad_x = grad_x_1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    s0s = []
    s1s = []
    s = 0.0
    for i in range(n):
        xs.append(x)
        s2 = x[::-1]
        x = s2 * 1.1
        s0 = x[0]
        s0s.append(s0)
        s1 = x[-1]
        s1s.append(s1)
        s3 = s0 * s1
        s = s + s3
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        x = xs.pop()
        grad_s3 = grad_s           # s = s + s3
        grad_s0 = grad_s3 * s1     # s3 = s0 * s1
        grad_s1 = grad_s3 * s0
        grad_x[-1] += grad_s1      # s1 = x[-1]
        grad_x[0] += grad_s0       # s0 = x[0]
        grad_s2 = grad_x * 1.1     # x = s2 * 1.1
        grad_x = np.zeros_like(x)  # s2 = x[::-1]
        grad_x[::-1] += grad_s2
    return grad_x
