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
    s0 = list(np.linspace(0.0, 1.0, n))
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
        grad_x = grad_x + grad_s * np.cos(s1) * t  # s1 = x * t
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = np.linspace(0.0, 1.0, n)
    s1 = list(s0)
    s2 = len(s1)
    s3s = []
    s = 0.0
    for i in range(s2):
        t = s1[i]
        s3 = x * t
        s3s.append(s3)
        s4 = np.sin(s3)
        s = s + s4
    result = s * s
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s * s
    grad_s = 2 * (grad_result * s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s1))):
        s3 = s3s.pop()
        t = s1[i]                       # t = s1[i]
        grad_s = grad_s
        grad_s4 = grad_s                # s = s + s4
        grad_s3 = grad_s4 * np.cos(s3)  # s4 = np.sin(s3)
        grad_x = grad_x + grad_s3 * t   # s3 = x * t
        grad_s = grad_s                 # s = s + s4
    return grad_x
