# In the coefficients it is linear: nothing is kept, and for a scalar the forward loop goes.

import numpy as np


def f(c, x):
    p = 0.0
    for i in range(len(c)):
        p = p * x + c[i]
    return p


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.9]), 0.7)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(c, x):
    # forward
    p = 0.0
    for i in range(len(c)):
        p = p * x + c[i]
    require_scalar(p)
    # backward
    grad_c = np.zeros_like(c)
    grad_p = 1.0
    for i in reversed(range(len(c))):
        grad_c[i] += grad_p  # p = p * x + c[i]
        grad_p = grad_p * x
    return grad_c


# ---------------------------------- specialised -------------------------------------------------

def grad_f(c, x):
    # backward
    grad_c = np.zeros_like(c)
    grad_p = 1.0
    for i in reversed(range(len(c))):
        grad_c[i] += grad_p  # p = p * x + c[i]
        grad_p = grad_p * x
    return grad_c


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(c, x):
    # forward
    s0 = len(c)
    p = 0.0
    for i in range(s0):
        s1 = p * x
        s2 = c[i]
        p = s1 + s2
    require_scalar(p)
    # backward
    grad_p = 1.0
    grad_c = np.zeros_like(c)
    for i in reversed(range(len(c))):
        grad_s1 = grad_p      # p = s1 + s2
        grad_s2 = grad_p
        grad_c[i] += grad_s2  # s2 = c[i]
        grad_p = grad_s1 * x  # s1 = p * x
    return grad_c
