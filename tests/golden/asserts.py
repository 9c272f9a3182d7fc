# An assertion is part of the forward half, with its message.

import numpy as np


def f(x, n):
    assert n > 0, "n counts"
    y = x / n
    assert np.all(np.isfinite(y))
    return np.sum(y * y)


ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    assert n > 0, 'n counts'
    y = x / n
    assert np.all(np.isfinite(y))
    # backward
    grad_y = 2 * y                       # return np.sum(y * y)
    grad_x = unbroadcast(grad_y / n, x)  # y = x / n
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = n > 0
    assert s0, 'n counts'
    y = x / n
    s2 = np.isfinite(y)
    s3 = np.all(s2)
    assert s3
    s5 = y * y
    result = np.sum(s5)
    # backward
    grad_result = 1.0                    # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    grad_y = 2 * (grad_s5 * y)           # s5 = y * y
    grad_x = unbroadcast(grad_y / n, x)  # y = x / n
    return grad_x
