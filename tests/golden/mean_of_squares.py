# One division, of the number and not of the array.

import numpy as np


def f(x):
    return np.mean(x**2)


ANALYTIC = True
ARGS = (np.array([[1.0, 2.0], [0.5, -0.25]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    grad_x = 2 / np.size(x) * x  # return np.mean(x**2)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x ** 2
    result = np.mean(s0)
    # backward
    grad_result = 1.0         # result = np.mean(s0)
    grad_s0 = np.broadcast_to(grad_result / np.size(s0), np.shape(s0))
    grad_x = grad_s0 * 2 * x  # s0 = x ** 2
    return grad_x
