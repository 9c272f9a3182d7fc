# In x it is not: the partial sums are kept.

import numpy as np


def f(c, x):
    p = 0.0
    for i in range(len(c)):
        p = p * x + c[i]
    return p


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.9]), 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(c, x):
    # forward
    ps = []
    p = 0.0
    for i in range(len(c)):
        ps.append(p)
        p = p * x + c[i]
    require_scalar(p)
    # backward
    grad_x = np.zeros_like(x)
    grad_c = np.zeros_like(c)
    grad_p = 1.0
    for i in reversed(range(len(c))):
        p = ps.pop()
        grad_c[i] += grad_p  # p = p * x + c[i]
        grad_x += grad_p * p
        grad_p = grad_p * x
    return grad_c, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(c, x):
    # forward
    s0 = len(c)
    ps = []
    p = 0.0
    for i in range(s0):
        ps.append(p)
        s1 = p * x
        s2 = c[i]
        p = s1 + s2
    require_scalar(p)
    # backward
    grad_p = 1.0
    grad_x = np.zeros_like(x)
    grad_c = np.zeros_like(c)
    for i in reversed(range(len(c))):
        p = ps.pop()
        grad_s1 = grad_p      # p = s1 + s2
        grad_s2 = grad_p
        grad_c[i] += grad_s2  # s2 = c[i]
        grad_p = grad_s1 * x  # s1 = p * x
        grad_x += grad_s1 * p
    return grad_c, grad_x
