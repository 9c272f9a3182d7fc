# A manager within a loop.

import numpy as np


def f(x, n):
    for _ in range(n):
        with np.errstate(all="ignore"):
            x = np.sqrt(x) * x
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    s0s = []
    for _ in range(n):
        xs.append(x)
        with np.errstate(all='ignore'):
            s0 = np.sqrt(x)
            s0s.append(s0)
            x = s0 * x
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for _ in reversed(range(n)):
        x = xs.pop()
        with np.errstate(all='ignore'):
            s0 = s0s.pop()
            grad_x_1 = grad_x * s0                     # x = s0 * x
            grad_x = grad_x_1 + grad_x * x / (2 * s0)  # s0 = np.sqrt(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    s0s = []
    for _ in range(n):
        xs.append(x)
        with np.errstate(all='ignore'):
            s0 = np.sqrt(x)
            s0s.append(s0)
            x = s0 * x
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for _ in reversed(range(n)):
        x = xs.pop()
        with np.errstate(all='ignore'):
            s0 = s0s.pop()
            grad_s0 = grad_x * x                  # x = s0 * x
            grad_x = grad_x * s0
            grad_x = grad_x + grad_s0 / (2 * s0)  # s0 = np.sqrt(x)
    return own(grad_x)
