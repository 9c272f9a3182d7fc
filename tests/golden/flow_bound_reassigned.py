# The bounds of a range are read once.

import numpy as np


def f(x, n):
    for i in range(n):
        x = np.sin(x) + n
        n = n - 1
    return np.sum(x) * n


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        x = np.sin(x) + n
        n = n - 1
    # backward
    grad_x = np.full_like(x, 1.0 * n)  # return np.sum(x) * n
    for x in reversed(xs):
        grad_x = grad_x * np.cos(x)  # x = np.sin(x) + n
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        s0 = np.sin(x)
        x = s0 + n
        n = n - 1
    s1 = np.sum(x)
    result = s1 * n
    # backward
    grad_result = 1.0                               # result = s1 * n
    grad_s1 = grad_result * n
    grad_x = np.broadcast_to(grad_s1, np.shape(x))  # s1 = np.sum(x)
    for x in reversed(xs):
        grad_s0 = grad_x              # x = s0 + n
        grad_x = grad_s0 * np.cos(x)  # s0 = np.sin(x)
    return own(grad_x)
