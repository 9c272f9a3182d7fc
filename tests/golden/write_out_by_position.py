# An `out` that stands behind the other arguments is written, too.

import numpy as np


def f(x):
    y = np.zeros(3)
    np.cumsum(x, 0, None, y)
    np.clip(x, -0.2, 0.9, y[::-1])
    np.subtract(y, x, y)
    return np.sum(y**2)


ARGS = (np.array([1.3, -0.4, 0.7]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.zeros(3)
    s0 = np.cumsum(x, 0)
    y[...] = s0
    s1 = y[::-1]
    s2 = np.clip(x, -0.2, 0.9)
    s1[...] = s2
    s3 = np.subtract(y, x)
    y[...] = s3
    # backward
    grad_s3 = unbroadcast(2 * y, s3)  # y[...] = s3
    grad_s4 = unbroadcast(grad_s3, y)
    grad_x = unbroadcast(-grad_s3, x)
    grad_s1 = grad_s4[::-1].copy()    # s1[...] = s2
    grad_s4[::-1] = 0
    grad_x = grad_x + unbroadcast(grad_s1, s2) * (s2 == x)
    # y[...] = s0
    grad_x = grad_x + np.flip(np.cumsum(np.flip(unbroadcast(grad_s4, s0), 0), 0), 0)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.zeros(3)
    s0 = np.cumsum(x, 0)
    y[...] = s0
    s1 = y[::-1]
    s2 = np.clip(x, -0.2, 0.9)
    s1[...] = s2
    s3 = np.subtract(y, x)
    s4 = y.copy()
    s4[...] = s3
    s5 = s4 ** 2
    result = np.sum(s5)
    # backward
    grad_result = 1.0                   # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    grad_s4 = grad_s5 * 2 * s4          # s5 = s4 ** 2
    grad_s3 = unbroadcast(grad_s4, s3)  # s4[...] = s3
    grad_s6 = unbroadcast(grad_s3, y)
    grad_x = unbroadcast(-grad_s3, x)
    grad_s1 = grad_s6[::-1]             # s1[...] = s2
    grad_s1 = grad_s1.copy()
    grad_s6[::-1] = 0
    grad_y = grad_s6
    grad_s2 = unbroadcast(grad_s1, s2)
    grad_x = grad_x + grad_s2 * (s2 == x)
    grad_s0 = unbroadcast(grad_y, s0)   # y[...] = s0
    grad_x = grad_x + np.flip(np.cumsum(np.flip(grad_s0, 0), 0), 0)
    return grad_x
