# What the result does not depend on goes, unless it has an effect.

import numpy as np


def f(x):
    unused = np.exp(x)
    y = unused * 2
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    unused = np.exp(x)
    y = unused * 2
    s0 = x * x
    result = np.sum(s0)
    # backward
    grad_result = 1.0           # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_x = 2 * (grad_s0 * x)  # s0 = x * x
    return grad_x
