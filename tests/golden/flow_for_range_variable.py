# The inner bound depends on the outer counter.

import numpy as np


def f(x):
    s = 0.0
    for i in range(len(x)):
        for j in range(i, len(x)):
            s = s + x[i] * np.sin(x[j])
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0s = []
    s = 0.0
    for i in range(len(x)):
        for j in range(i, len(x)):
            s0 = np.sin(x[j])
            s0s.append(s0)
            s = s + x[i] * s0
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        for j in reversed(range(i, len(x))):
            s0 = s0s.pop()
            grad_x[j] += x[i] * np.cos(x[j])  # s0 = np.sin(x[j])
            grad_x[i] += s0                   # s = s + x[i] * s0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s1s = []
    s = 0.0
    for i in range(s0):
        s2 = len(x)
        for j in range(i, s2):
            s3 = x[i]
            s4 = x[j]
            s1 = np.sin(s4)
            s1s.append(s1)
            s5 = s3 * s1
            s = s + s5
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        for j in reversed(range(i, len(x))):
            s1 = s1s.pop()
            grad_s5 = grad_s                  # s = s + s5
            grad_s3 = grad_s5 * s1            # s5 = s3 * s1
            grad_s1 = grad_s5 * x[i]
            grad_s4 = grad_s1 * np.cos(x[j])  # s1 = np.sin(s4)
            grad_x[j] += grad_s4              # s4 = x[j]
            grad_x[i] += grad_s3              # s3 = x[i]
    return grad_x
