# Two carried values change places.

import numpy as np


def f(a, b, n):
    for i in range(n):
        a, b = b, a + np.sin(b)
    return a * b


ANALYTIC = True
ARGS = (0.3, 0.9, 3)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(a, b, n):
    # forward
    bs = []
    for i in range(n):
        bs.append(b)
        a, b = b, a + np.sin(b)
    # backward
    grad_a = b
    grad_b = a
    for b in reversed(bs):
        grad_a, grad_b = grad_b, grad_a + grad_b * np.cos(b)  # a, b = b, a + np.sin(b)
    return grad_a, grad_b


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(a, b, n):
    # forward
    bs = []
    for i in range(n):
        bs.append(b)
        s0 = np.sin(b)
        s1 = a + s0
        a = b
        b = s1
    result = a * b
    # backward
    grad_result = 1.0  # result = a * b
    grad_a = grad_result * b
    grad_b = grad_result * a
    for b in reversed(bs):
        grad_s1 = grad_b               # b = s1
        grad_b = grad_a
        grad_a = grad_s1
        grad_s0 = grad_s1
        grad_b += grad_s0 * np.cos(b)  # s0 = np.sin(b)
    return grad_a, grad_b
