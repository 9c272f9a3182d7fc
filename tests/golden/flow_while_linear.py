# Nothing needs keeping: a counter says how often.

import numpy as np


def f(x, n):
    while n > 1:
        x = 0.5 * x
        n = n // 2
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 9)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    steps = 0
    while n > 1:
        n = n // 2
        steps = steps + 1
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for _ in reversed(range(steps)):
        grad_x = grad_x * 0.5  # x = 0.5 * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    steps = 0
    while n > 1:
        x = 0.5 * x
        n = n // 2
        steps = steps + 1
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for _ in reversed(range(steps)):
        grad_x = grad_x * 0.5  # x = 0.5 * x
    return own(grad_x)
