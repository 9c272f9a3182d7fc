# The trip count is the length of what was kept.

import numpy as np


def f(x, n):
    i = 0
    while i < n:
        x = np.sin(x) * 2
        i += 1
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    i = 0
    while i < n:
        xs.append(x)
        x = np.sin(x) * 2
        i += 1
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for x in reversed(xs):
        grad_x = grad_x * 2 * np.cos(x)  # x = np.sin(x) * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    i = 0
    steps = 0
    while i < n:
        xs.append(x)
        s0 = np.sin(x)
        x = s0 * 2
        i += 1
        steps = steps + 1
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for x in reversed(xs):
        grad_s0 = grad_x * 2          # x = s0 * 2
        grad_x = grad_s0 * np.cos(x)  # s0 = np.sin(x)
    return own(grad_x)
