# Numbers are written where they stand; what has no derivative makes no clutter.

import math

import numpy as np


def f(x):
    scale = 2.5
    offset = scale * 2
    return np.sum(scale * x + offset) * math.pi


ANALYTIC = True
ARGS = (np.array([1.0, 2.0]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    grad_x = np.full_like(x, math.pi * 2.5)  # return np.sum(scale * x + offset) * m...
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    offset = 2.5 * 2
    s0 = 2.5 * x
    s1 = s0 + offset
    s2 = np.sum(s1)
    result = s2 * math.pi
    # backward
    grad_result = 1.0                                 # result = s2 * math.pi
    grad_s2 = grad_result * math.pi
    grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
    grad_s0 = grad_s1                                 # s1 = s0 + offset
    grad_x = grad_s0 * 2.5                            # s0 = 2.5 * x
    return grad_x
