# A helper that loops, called twice.

import numpy as np


def power(x, n):
    p = 1.0
    for _ in range(n):
        p = p * x
    return p


def f(x):
    return power(x, 3) - power(np.sin(x), 2)


ANALYTIC = True
ARGS = (0.7,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ps = []
    p = 1.0
    for _ in range(3):
        ps.append(p)
        p = p * x
    s0 = np.sin(x)
    ps_1 = []
    p_1 = 1.0
    for _ in range(2):
        ps_1.append(p_1)
        p_1 = p_1 * s0
    result = p - p_1
    require_scalar(result)
    # backward
    grad_s0 = np.zeros_like(s0)
    grad_p_1 = -1.0
    for p in reversed(ps_1):
        grad_s0 += grad_p_1 * p  # p_1 = p_1 * s0
        grad_p_1 = grad_p_1 * s0
    grad_x = grad_s0 * np.cos(x)  # s0 = np.sin(x)
    grad_p = 1.0
    for p in reversed(ps):
        grad_x = grad_x + grad_p * p  # p = p * x
        grad_p = grad_p * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    ps = []
    p = 1.0
    for _ in range(3):
        ps.append(p)
        p = p * x
    s0 = np.sin(x)
    ps_1 = []
    p_1 = 1.0
    for _ in range(2):
        ps_1.append(p_1)
        p_1 = p_1 * s0
    result = p - p_1
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = p - p_1
    grad_p = grad_result
    grad_p_1 = -grad_result
    grad_s0 = np.zeros_like(s0)
    for p in reversed(ps_1):
        grad_s0 += grad_p_1 * p  # p_1 = p_1 * s0
        grad_p_1 = grad_p_1 * s0
    grad_x = grad_s0 * np.cos(x)  # s0 = np.sin(x)
    for p in reversed(ps):
        grad_x = grad_x + grad_p * p  # p = p * x
        grad_p = grad_p * x
    return grad_x
