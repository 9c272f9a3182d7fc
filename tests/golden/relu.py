# The mask multiplies, and is taken from the result.

import numpy as np


def f(x):
    return np.sum(np.maximum(0, x) ** 2)


ARGS = (np.array([0.3, -1.2, 2.0]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.maximum(0, x)
    # backward
    grad_x = 2 * s0 * (s0 > 0)  # s0 = np.maximum(0, x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.maximum(0, x)
    s1 = s0 ** 2
    result = np.sum(s1)
    # backward
    grad_result = 1.0            # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_s0 = grad_s1 * 2 * s0   # s1 = s0 ** 2
    grad_x = grad_s0 * (s0 > 0)  # s0 = np.maximum(0, x)
    return grad_x
