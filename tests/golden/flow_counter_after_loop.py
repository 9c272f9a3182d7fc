# The counter keeps its last value; running backwards does not change it.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        s = s + x[i] * s + x[i]
    return s * x[i] * i


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    ss = []
    s = 0.0
    for i in range(n):
        ss.append(s)
        s0 = x[i]
        s = s + s0 * s + s0
    s1 = x[i]
    result = s * s1 * i
    require_scalar(result)
    # backward
    grad_s = i * s1            # result = s * s1 * i
    grad_x = np.zeros_like(x)  # s1 = x[i]
    grad_x[i] = i * s
    for i in reversed(range(n)):
        s = ss.pop()
        grad_s0 = grad_s + grad_s * s  # s = s + s0 * s + s0
        grad_s += grad_s * x[i]
        grad_x[i] += grad_s0           # s0 = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    ss = []
    s = 0.0
    for i in range(n):
        ss.append(s)
        s0 = x[i]
        s1 = s0 * s
        s2 = s + s1
        s3 = x[i]
        s = s2 + s3
    s4 = x[i]
    s5 = s * s4
    result = s5 * i
    require_scalar(result)
    # backward
    grad_result = 1.0          # result = s5 * i
    grad_s5 = grad_result * i
    grad_s = grad_s5 * s4      # s5 = s * s4
    grad_s4 = grad_s5 * s
    grad_x = np.zeros_like(x)  # s4 = x[i]
    grad_x[i] += grad_s4
    for i in reversed(range(n)):
        s = ss.pop()
        grad_s2 = grad_s       # s = s2 + s3
        grad_s3 = grad_s
        grad_x[i] += grad_s3   # s3 = x[i]
        grad_s = grad_s2       # s2 = s + s1
        grad_s1 = grad_s2
        grad_s0 = grad_s1 * s  # s1 = s0 * s
        grad_s += grad_s1 * x[i]
        grad_x[i] += grad_s0   # s0 = x[i]
    return grad_x
