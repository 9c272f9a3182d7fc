# The body assigns the counter: the next iteration has its own.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        s = s + x[i]
        i = i + 1
        s = s * x[i]
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    ss = []
    s = 0.0
    for i in range(n):
        s = s + x[i]
        ss.append(s)
        i = i + 1
        s = s * x[i]
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(n)):
        s = ss.pop()
        i_1 = i + 1                # i = i + 1
        grad_x[i_1] += grad_s * s  # s = s * x[i]
        grad_s = grad_s * x[i_1]
        grad_x[i] += grad_s        # s = s + x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    ss = []
    s = 0.0
    for i in range(n):
        s0 = x[i]
        s = s + s0
        ss.append(s)
        i = i + 1
        s1 = x[i]
        s = s * s1
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s = ss.pop()
        i_1 = i + 1                 # i = i + 1
        grad_s_1 = grad_s * x[i_1]  # s = s * s1
        grad_s1 = grad_s * s
        grad_x[i_1] += grad_s1      # s1 = x[i]
        grad_s0 = grad_s_1          # s = s + s0
        grad_x[i] += grad_s0        # s0 = x[i]
        grad_s = grad_s_1           # s = s + s0
    return grad_x
