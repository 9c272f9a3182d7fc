# The mirror of a running sum runs backwards.

import numpy as np


def f(x):
    return np.sum(np.cumsum(x) ** 2)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    # return np.sum(np.cumsum(x) ** 2)
    grad_x = np.reshape(np.flip(np.cumsum(np.flip(2.0 * np.cumsum(x)))), np.shape(x))
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.cumsum(x)
    s1 = s0 ** 2
    result = np.sum(s1)
    # backward
    grad_result = 1.0           # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_s0 = grad_s1 * 2 * s0  # s1 = s0 ** 2
    # s0 = np.cumsum(x)
    grad_x = np.reshape(np.flip(np.cumsum(np.flip(grad_s0))), np.shape(x))
    return grad_x
