# A step that does not divide the length.

import numpy as np


def f(x, s):
    for i in range(0, 11, 3):
        s = np.tanh(s + x[i])
    return s


ANALYTIC = True
ARGS = (np.linspace(-1, 1, 11), 0.4)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, s):
    # forward
    ss = []
    for i in range(0, 11, 3):
        s = np.tanh(s + x[i])
        ss.append(s)
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(0, 11, 3)):
        s = ss.pop()
        grad_s = grad_s * (1 - s * s)  # s = np.tanh(s + x[i])
        grad_x[i] += grad_s
    return grad_x, grad_s


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, s):
    # forward
    ss = []
    for i in range(0, 11, 3):
        s0 = x[i]
        s1 = s + s0
        s = np.tanh(s1)
        ss.append(s)
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(0, 11, 3)):
        s = ss.pop()
        grad_s1 = grad_s * (1 - s * s)  # s = np.tanh(s1)
        grad_s = grad_s1                # s1 = s + s0
        grad_s0 = grad_s1
        grad_x[i] += grad_s0            # s0 = x[i]
    return grad_x, grad_s
