# A loop that never runs: the gradient goes through.

import numpy as np


def f(x, n):
    y = x * x
    for i in range(n):
        y = np.sin(y) * x
    return np.sum(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 0)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    y = x * x
    ys = []
    s0s = []
    for i in range(n):
        ys.append(y)
        s0 = np.sin(y)
        s0s.append(s0)
        y = s0 * x
    # backward
    grad_y = np.ones_like(y)  # return np.sum(y)
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s0 = s0s.pop()
        y = ys.pop()
        grad_x += grad_y * s0            # y = s0 * x
        grad_y = grad_y * x * np.cos(y)  # s0 = np.sin(y)
    grad_x += 2 * grad_y * x  # y = x * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    y = x * x
    ys = []
    s0s = []
    for i in range(n):
        ys.append(y)
        s0 = np.sin(y)
        s0s.append(s0)
        y = s0 * x
    result = np.sum(y)
    # backward
    grad_result = 1.0  # result = np.sum(y)
    grad_y = np.broadcast_to(grad_result, np.shape(y))
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s0 = s0s.pop()
        y = ys.pop()
        grad_s0 = grad_y * x          # y = s0 * x
        grad_x += grad_y * s0
        grad_y = grad_s0 * np.cos(y)  # s0 = np.sin(y)
    grad_x += 2 * (grad_y * x)  # y = x * x
    return grad_x
