# Functions are known by identity, and spelled as the user spells them.

from math import pi as half_turn

import numpy as np
from numpy import cos as cosine


def f(x):
    return np.sum(cosine(half_turn * x))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    # return np.sum(cosine(half_turn * x))
    grad_x = unbroadcast(-np.sin(half_turn * x) * half_turn, x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = half_turn * x
    s1 = cosine(s0)
    result = np.sum(s1)
    # backward
    grad_result = 1.0                             # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_s0 = -grad_s1 * np.sin(s0)               # s1 = cosine(s0)
    grad_x = unbroadcast(grad_s0 * half_turn, x)  # s0 = half_turn * x
    return grad_x
