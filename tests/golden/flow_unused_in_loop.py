# What the result does not read has no mirror.

import numpy as np


def f(x, n):
    y = x
    log = []
    for i in range(n):
        x = np.sin(x)
        y = y * 2
        log.append(i)
    return x * len(log)


ANALYTIC = True
ARGS = (0.7, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    log = []
    xs = []
    for i in range(n):
        xs.append(x)
        x = np.sin(x)
        log.append(i)
    # backward
    grad_x = 1.0 * len(log)  # return x * len(log)
    for x in reversed(xs):
        grad_x = grad_x * np.cos(x)  # x = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    y = x
    log = []
    xs = []
    for i in range(n):
        xs.append(x)
        x = np.sin(x)
        y = y * 2
        log.append(i)
    s0 = len(log)
    result = x * s0
    # backward
    grad_result = 1.0  # result = x * s0
    grad_x = grad_result * s0
    for x in reversed(xs):
        grad_x = grad_x * np.cos(x)  # x = np.sin(x)
    return grad_x
