# A view with another axis, and a column of it.

import numpy as np


def f(x):
    y = x * 2
    column = y[:, None]
    column[1:, 0] = column[:-1, 0] * x[1:]
    return np.sum(y**2)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    column = y[:, None]
    s0 = own(column[:-1, 0])
    s1 = x[1:]
    s2 = s0 * s1
    column[1:, 0] = s2
    # backward
    grad_y = 2 * y                                      # return np.sum(y**2)
    grad_column = unbroadcast(grad_y[:, None], column)  # column[1:, 0] = s2
    grad_y = own(grad_y)
    grad_y[:, None] = 0
    grad_s2 = unbroadcast(grad_column[1:, 0], s2)
    s3 = grad_s2 * s1                                   # s2 = s0 * s1
    s4 = grad_s2 * s0
    grad_column[1:, 0] = 0                              # column[1:, 0] = s2
    grad_column[:-1, 0] += unbroadcast(s3, s0)          # s0 = own(column[:-1, 0])
    grad_y = grad_y + grad_column[:, 0]                 # column = y[:, None]
    grad_x = grad_y * 2                                 # y = x * 2
    grad_x[1:] += unbroadcast(s4, s1)                   # s1 = x[1:]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    column = y[:, None]
    s0 = column[:-1, 0].copy()
    s1 = x[1:]
    column[1:, 0] = s0 * s1
    # backward
    grad_y = 2 * y                  # return np.sum(y**2)
    grad_column = grad_y[:, None]   # column[1:, 0] = s0 * s1
    grad_column = grad_column.copy()
    grad_y[:, None] = 0
    grad_s2 = grad_column[1:, 0]
    grad_s3 = grad_s2 * s1
    grad_s1 = grad_s2 * s0
    grad_column[1:, 0] = 0
    grad_column[:-1, 0] += grad_s3  # s0 = column[:-1, 0].copy()
    grad_y += grad_column[:, 0]     # column = y[:, None]
    grad_x = grad_y * 2             # y = x * 2
    grad_x[1:] += grad_s1           # s1 = x[1:]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    column = y[:, None]
    s0 = column[:-1, 0]
    s1 = own(s0)
    s2 = x[1:]
    s3 = s1 * s2
    column[1:, 0] = s3
    s4 = y ** 2
    result = np.sum(s4)
    # backward
    grad_result = 1.0                                   # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_y = grad_s4 * 2 * y                            # s4 = y ** 2
    grad_column = unbroadcast(grad_y[:, None], column)  # column[1:, 0] = s3
    grad_y = own(grad_y)
    grad_y[:, None] = 0
    grad_s3 = unbroadcast(grad_column[1:, 0], s3)
    grad_column = own(grad_column)
    grad_column[1:, 0] = 0
    grad_s0 = unbroadcast(grad_s3 * s2, s1)             # s3 = s1 * s2
    grad_s2 = unbroadcast(grad_s3 * s1, s2)
    grad_x = np.zeros_like(x)                           # s2 = x[1:]
    grad_x[1:] += grad_s2
    grad_column[:-1, 0] += grad_s0                      # s1 = own(s0)
    grad_y = grad_y + grad_column[:, 0]                 # column = y[:, None]
    grad_x = grad_x + grad_y * 2                        # y = x * 2
    return grad_x
