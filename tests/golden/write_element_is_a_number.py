# An element is a number: it does not change with the array.

import numpy as np


def f(x):
    first = x[0]
    x[0] = x[1] * first
    return first * np.sum(x)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    first = x[0]
    s0 = x[1] * first
    x = x.copy()
    x[0] = s0
    # backward
    grad_x = np.full_like(x, first)  # x[0] = s0
    grad_first = np.sum(x) + s0      # s0 = x[1] * first
    grad_x[0] = grad_first           # x[0] = s0
    grad_x[1] += first * first       # s0 = x[1] * first
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    first = x[0]
    s0 = x[1] * first
    x = x.copy()
    x[0] = s0
    # backward
    grad_x = np.full_like(x, first)  # x[0] = s0
    grad_first = np.sum(x) + s0      # s0 = x[1] * first
    grad_x[0] = grad_first           # x[0] = s0
    grad_x[1] += first * first       # s0 = x[1] * first
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    first = x[0]
    s0 = x[1]
    s1 = s0 * first
    x = x.copy()
    x[0] = s1
    s2 = np.sum(x)
    result = first * s2
    # backward
    grad_result = 1.0                               # result = first * s2
    grad_first = grad_result * s2
    grad_s2 = grad_result * first
    grad_x = np.broadcast_to(grad_s2, np.shape(x))  # s2 = np.sum(x)
    grad_s1 = grad_x[0]                             # x[0] = s1
    grad_x = grad_x.copy()
    grad_x[0] = 0
    grad_s0 = grad_s1 * first                       # s1 = s0 * first
    grad_first += grad_s1 * s0
    grad_x[1] += grad_s0                            # s0 = x[1]
    grad_x[0] += grad_first                         # first = x[0]
    return grad_x
