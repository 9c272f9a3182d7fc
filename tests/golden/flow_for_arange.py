# The values of an inactive array made by the function.

import numpy as np


def f(x, n):
    s = 0.0
    for t in np.linspace(0.0, 1.0, n):
        s = s + np.sin(x * t)
    return s * s


ANALYTIC = True
ARGS = (0.8, 4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = np.linspace(0.0, 1.0, n)
    s1s = []
    s = 0.0
    for t in s0:
        s1 = x * t
        s1s.append(s1)
        s = s + np.sin(s1)
    result = s * s
    require_scalar(result)
    # backward
    grad_s = 2 * s  # result = s * s
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s0))):
        s1 = s1s.pop()
        t = s0[i]
        grad_x += grad_s * np.cos(s1) * t  # s1 = x * t
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = np.linspace(0.0, 1.0, n)
    s1 = len(s0)
    s2s = []
    s = 0.0
    for i in range(s1):
        t = s0[i]
        s2 = x * t
        s2s.append(s2)
        s3 = np.sin(s2)
        s = s + s3
    result = s * s
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s * s
    grad_s = 2 * (grad_result * s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s0))):
        s2 = s2s.pop()
        t = s0[i]                       # t = s0[i]
        grad_s3 = grad_s                # s = s + s3
        grad_s2 = grad_s3 * np.cos(s2)  # s3 = np.sin(s2)
        grad_x += grad_s2 * t           # s2 = x * t
    return grad_x
