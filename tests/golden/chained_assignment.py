# Two names of one value: their cotangents are one.

import numpy as np


def f(x):
    a = b = np.sin(x)
    return np.sum(a * b)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    a = np.sin(x)
    # backward
    grad_a = 2 * a               # return np.sum(a * b)
    grad_x = grad_a * np.cos(x)  # a = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    a = np.sin(x)
    b = a
    s0 = a * b
    result = np.sum(s0)
    # backward
    grad_result = 1.0         # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_a = grad_s0 * b      # s0 = a * b
    grad_b = grad_s0 * a
    grad_a = grad_a + grad_b  # b = a
    grad_x = grad_a * np.cos(x)
    return grad_x
