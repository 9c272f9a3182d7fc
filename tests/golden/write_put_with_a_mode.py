# np.put goes round, and takes the values in turn.

import numpy as np


def f(x, v):
    np.put(x, [0, 5, -1], v, mode="wrap")
    x.put([1, 3, 4], v[:2])
    return np.sum(x**2)


ARGS = (np.array([[1.3, -0.4, 0.7], [0.5, 1.1, -0.9]]), np.array([0.2, 0.8, -0.6]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, v):
    # forward
    s0 = np.resize(v, np.shape([0, 5, -1]))
    s1 = flat_places(x, [0, 5, -1], 'wrap')
    x = own(x)
    x[s1] = s0
    s2 = v[:2]
    s3 = np.resize(s2, np.shape([1, 3, 4]))
    s4 = flat_places(x, [1, 3, 4])
    x[s4] = s3
    # backward
    grad_x = 2 * x                                      # return np.sum(x**2)
    grad_s3 = unbroadcast(gather_last(grad_x, s4), s3)  # x[s4] = s3
    grad_x[s4] = 0
    grad_v = np.zeros_like(v)                           # s2 = v[:2]
    grad_v[:2] = unresize(grad_s3, s2)
    grad_s0 = unbroadcast(gather_last(grad_x, s1), s0)  # x[s1] = s0
    grad_x[s1] = 0
    grad_v = grad_v + unresize(grad_s0, v)
    return grad_x, grad_v


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, v):
    # forward
    s0 = np.shape([0, 5, -1])
    s1 = np.resize(v, s0)
    s2 = flat_places(x, [0, 5, -1], 'wrap')
    x = own(x)
    x[s2] = s1
    s3 = v[:2]
    s4 = np.shape([1, 3, 4])
    s5 = np.resize(s3, s4)
    s6 = flat_places(x, [1, 3, 4])
    x[s6] = s5
    s7 = x ** 2
    result = np.sum(s7)
    # backward
    grad_result = 1.0                                   # result = np.sum(s7)
    grad_s7 = np.broadcast_to(grad_result, np.shape(s7))
    grad_x = grad_s7 * 2 * x                            # s7 = x ** 2
    grad_s5 = unbroadcast(gather_last(grad_x, s6), s5)  # x[s6] = s5
    grad_x[s6] = 0
    grad_s3 = unresize(grad_s5, s3)
    grad_v = np.zeros_like(v)                           # s3 = v[:2]
    grad_v[:2] += grad_s3
    grad_s1 = unbroadcast(gather_last(grad_x, s2), s1)  # x[s2] = s1
    grad_x[s2] = 0
    grad_v = grad_v + unresize(grad_s1, v)
    return grad_x, grad_v
