# The cotangent is known when the loop has ended: two passes.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        s += np.exp(v)
    return np.log(s)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0s = []
    s = 0.0
    for v in x:
        s0 = np.exp(v)
        s0s.append(s0)
        s += s0
    result = np.log(s)
    require_scalar(result)
    # backward
    grad_s = 1 / s  # result = np.log(s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        grad_v = grad_s * s0  # s0 = np.exp(v)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    s0s = []
    s = 0.0
    for v in x:
        s0 = np.exp(v)
        s0s.append(s0)
        s += s0
    # backward
    grad_s = 1 / s  # return np.log(s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        grad_v = grad_s * s0  # s0 = np.exp(v)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    s1s = []
    s = 0.0
    for i in range(s0):
        v = x[i]
        s1 = np.exp(v)
        s1s.append(s1)
        s += s1
    result = np.log(s)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = np.log(s)
    grad_s = grad_result / s
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        grad_s1 = grad_s       # s += s1
        grad_v = grad_s1 * s1  # s1 = np.exp(v)
        grad_x[i] += grad_v    # v = x[i]
    return grad_x
