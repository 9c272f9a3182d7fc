# `enumerate` of `zip`.

import numpy as np


def f(x, y):
    s = 0.0
    for i, (a, b) in enumerate(zip(x, y)):
        s = np.sin(s + a * b) * (i + 1)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), np.array([0.5, 2.0, 1.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = min(len(x), len(y))
    s1s = []
    s = 0.0
    for i in range(s0):
        a = x[i]
        b = y[i]
        s1 = s + a * b
        s1s.append(s1)
        s = np.sin(s1) * (i + 1)
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_y = np.zeros_like(y)
    grad_s = 1.0
    for i in reversed(range(s0)):
        s1 = s1s.pop()
        a = x[i]                                # b = y[i]
        b = y[i]
        grad_s = grad_s * (i + 1) * np.cos(s1)  # s = np.sin(s1) * (i + 1)
        grad_a = grad_s * b                     # s1 = s + a * b
        grad_b = grad_s * a
        grad_y[i] += grad_b                     # b = y[i]
        grad_x[i] += grad_a
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = len(x)
    s1 = len(y)
    s2 = min(s0, s1)
    as_1 = []
    bs = []
    s3s = []
    s = 0.0
    for i in range(s2):
        s4 = x[i]
        s5 = y[i]
        a = s4
        as_1.append(a)
        b = s5
        bs.append(b)
        s6 = a * b
        s3 = s + s6
        s3s.append(s3)
        s7 = np.sin(s3)
        s8 = i + 1
        s = s7 * s8
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    grad_y = np.zeros_like(y)
    for i in reversed(range(s2)):
        s3 = s3s.pop()
        b = bs.pop()
        a = as_1.pop()
        grad_s7 = grad_s * (i + 1)      # s = s7 * s8
        grad_s3 = grad_s7 * np.cos(s3)  # s7 = np.sin(s3)
        grad_s = grad_s3                # s3 = s + s6
        grad_s6 = grad_s3
        grad_a = grad_s6 * b            # s6 = a * b
        grad_b = grad_s6 * a
        grad_s5 = grad_b                # b = s5
        grad_s4 = grad_a
        grad_y[i] += grad_s5
        grad_x[i] += grad_s4
    return grad_x, grad_y
