# The value that the backward half reads is kept in one list, by reference.

import numpy as np


def f(x, n):
    for i in range(n):
        x = np.sin(x) * 1.5
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        x = np.sin(x) * 1.5
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for x in reversed(xs):
        grad_x = grad_x * 1.5 * np.cos(x)  # x = np.sin(x) * 1.5
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        s0 = np.sin(x)
        x = s0 * 1.5
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for x in reversed(xs):
        grad_s0 = grad_x * 1.5        # x = s0 * 1.5
        grad_x = grad_s0 * np.cos(x)  # s0 = np.sin(x)
    return own(grad_x)
