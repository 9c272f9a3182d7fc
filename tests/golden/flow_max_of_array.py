# Python's `max` and `min` of an array: the first of the equal ones has the gradient.

import numpy as np


def f(x):
    return max(x) * np.sin(min(x))


ANALYTIC = False
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    place = max(range(len(x)), key=x.__getitem__)
    s0 = x[place]
    place_1 = min(range(len(x)), key=x.__getitem__)
    s1 = x[place_1]
    s2 = np.sin(s1)
    result = s0 * s2
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)  # s1 = x[place_1]
    grad_x[place_1] = s0 * np.cos(s1)
    grad_x[place] += s2        # s0 = x[place]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    place = max(range(len(x)), key=x.__getitem__)
    s0 = x[place]
    place_1 = min(range(len(x)), key=x.__getitem__)
    s1 = x[place_1]
    s2 = np.sin(s1)
    result = s0 * s2
    require_scalar(result)
    # backward
    grad_result = 1.0               # result = s0 * s2
    grad_s0 = grad_result * s2
    grad_s2 = grad_result * s0
    grad_s1 = grad_s2 * np.cos(s1)  # s2 = np.sin(s1)
    grad_x = np.zeros_like(x)       # s1 = x[place_1]
    grad_x[place_1] += grad_s1
    grad_x[place] += grad_s0        # s0 = x[place]
    return grad_x
