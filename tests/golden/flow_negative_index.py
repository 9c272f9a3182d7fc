# An index that counts from the end, and wraps.

import numpy as np


def f(x):
    s = 0.0
    for i in range(len(x)):
        s = s + x[i] * x[i - 1] * x[-i]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0s = []
    s = 0.0
    for i in range(len(x)):
        s0 = x[i] * x[i - 1]
        s0s.append(s0)
        s = s + s0 * x[-i]
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        s2 = i - 1               # s0 = x[i] * x[i - 1]
        s3 = -i                  # s = s + s0 * x[-i]
        s4 = x[s3]
        grad_x[s3] += s0
        grad_x[s2] += s4 * x[i]  # s0 = x[i] * x[i - 1]
        grad_x[i] += s4 * x[s2]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s1s = []
    s = 0.0
    for i in range(s0):
        s2 = x[i]
        s3 = i - 1
        s4 = x[s3]
        s1 = s2 * s4
        s1s.append(s1)
        s5 = -i
        s6 = x[s5]
        s7 = s1 * s6
        s = s + s7
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        s9 = i - 1                  # s3 = i - 1
        s10 = -i                    # s5 = -i
        grad_s7 = grad_s            # s = s + s7
        grad_s1 = grad_s7 * x[s10]  # s7 = s1 * s6
        grad_s6 = grad_s7 * s1
        grad_x[s10] += grad_s6      # s6 = x[s5]
        grad_s2 = grad_s1 * x[s9]   # s1 = s2 * s4
        grad_s4 = grad_s1 * x[i]
        grad_x[s9] += grad_s4       # s4 = x[s3]
        grad_x[i] += grad_s2        # s2 = x[i]
    return grad_x
