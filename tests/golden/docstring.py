# The docstring belongs to the function, not to the gradient.

import numpy as np


def f(x):
    """The entropy of x."""
    return -np.sum(x * np.log(x))


ANALYTIC = True
ARGS = (np.array([0.3, 0.7]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    grad_x = -np.log(x)  # return -np.sum(x * np.log(x))
    grad_x = grad_x - x / x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.log(x)
    s1 = x * s0
    s2 = np.sum(s1)
    result = -s2
    # backward
    grad_result = 1.0                                 # result = -s2
    grad_s2 = -grad_result
    grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
    grad_x = grad_s1 * s0                             # s1 = x * s0
    grad_s0 = grad_s1 * x
    grad_x = grad_x + grad_s0 / x                     # s0 = np.log(x)
    return grad_x
