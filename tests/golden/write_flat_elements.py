# y.flat names the elements in a row, whatever the shape; a write is one to y.

import numpy as np


def f(x):
    y = 2 * x
    y.flat[1:3] *= x[1, :2]
    y.flat[-1] = x[0, 0] ** 2
    return np.sum(y**2)


ARGS = (np.array([[1.3, -0.4, 0.7], [0.5, 1.1, -0.9]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = 2 * x
    s0 = x[1, :2]
    s1 = flat_places(y, slice(1, 3, None))
    s2 = own(y[s1])
    s3 = s2 * s0
    y[s1] = s3
    s4 = x[0, 0]
    s5 = s4 ** 2
    s6 = flat_places(y, -1)
    y[s6] = s5
    # backward
    grad_y = 2 * y                                      # return np.sum(y**2)
    grad_s5 = unbroadcast(gather_last(grad_y, s6), s5)  # y[s6] = s5
    grad_y[s6] = 0
    grad_x = np.zeros_like(x)                           # s4 = x[0, 0]
    grad_x[0, 0] = grad_s5 * 2 * s4
    grad_s3 = unbroadcast(gather_last(grad_y, s1), s3)  # y[s1] = s3
    grad_y[s1] = 0
    np.add.at(grad_y, s1, unbroadcast(grad_s3 * s0, s2))
    grad_x[1, :2] += unbroadcast(grad_s3 * s2, s0)      # s0 = x[1, :2]
    grad_x = grad_x + grad_y * 2                        # y = 2 * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = 2 * x
    s0 = x[1, :2]
    s1 = flat_places(y, slice(1, 3, None))
    s2 = y[s1]
    s3 = own(s2)
    s4 = s3 * s0
    y[s1] = s4
    s5 = x[0, 0]
    s6 = s5 ** 2
    s7 = flat_places(y, -1)
    y[s7] = s6
    s8 = y ** 2
    result = np.sum(s8)
    # backward
    grad_result = 1.0                                   # result = np.sum(s8)
    grad_s8 = np.broadcast_to(grad_result, np.shape(s8))
    grad_y = grad_s8 * 2 * y                            # s8 = y ** 2
    grad_s6 = unbroadcast(gather_last(grad_y, s7), s6)  # y[s7] = s6
    grad_y[s7] = 0
    grad_s5 = grad_s6 * 2 * s5                          # s6 = s5 ** 2
    grad_x = np.zeros_like(x)                           # s5 = x[0, 0]
    grad_x[0, 0] += grad_s5
    grad_s4 = unbroadcast(gather_last(grad_y, s1), s4)  # y[s1] = s4
    grad_y[s1] = 0
    grad_s2 = unbroadcast(grad_s4 * s0, s3)
    grad_s0 = unbroadcast(grad_s4 * s3, s0)
    np.add.at(grad_y, s1, grad_s2)
    grad_x[1, :2] += grad_s0                            # s0 = x[1, :2]
    grad_x = grad_x + grad_y * 2                        # y = 2 * x
    return grad_x
