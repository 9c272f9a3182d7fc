# The windows show what was written after they were taken.

import numpy as np


def f(x):
    y = x**2
    windows = np.lib.stride_tricks.sliding_window_view(y, 2)
    y[1] = x[0]
    return np.sum(windows[:, 0] * windows[:, 1])


ARGS = (np.array([1.3, -0.4, 0.7, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x ** 2
    s0 = x[0]
    y[1] = s0
    windows = np.lib.stride_tricks.sliding_window_view(y, 2)
    s1 = windows[:, 0]
    s2 = windows[:, 1]
    # backward
    grad_s3 = np.broadcast_to(1.0, np.shape(s1 * s2))      # return np.sum(windows[:...
    grad_windows = np.zeros_like(windows)                  # s2 = windows[:, 1]
    grad_windows[:, 1] = unbroadcast(grad_s3 * s1, s2)
    grad_windows[:, 0] += unbroadcast(grad_s3 * s2, s1)    # s1 = windows[:, 0]
    grad_y = unwindow(grad_windows, y, 2, None)
    grad_y_1 = own(grad_y)                                 # y[1] = s0
    grad_y_1[1] = 0
    grad_x = np.where(grad_y_1 != 0, grad_y_1 * 2 * x, 0)  # y = x ** 2
    grad_x[0] += unbroadcast(grad_y[1], s0)                # s0 = x[0]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x ** 2
    windows = np.lib.stride_tricks.sliding_window_view(y, 2)
    s0 = x[0]
    y[1] = s0
    windows = np.lib.stride_tricks.sliding_window_view(y, 2)
    s1 = windows[:, 0]
    s2 = windows[:, 1]
    s3 = s1 * s2
    result = np.sum(s3)
    # backward
    grad_result = 1.0                                           # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_s1 = unbroadcast(grad_s3 * s2, s1)                     # s3 = s1 * s2
    grad_s2 = unbroadcast(grad_s3 * s1, s2)
    grad_windows = np.zeros_like(windows)                       # s2 = windows[:, 1]
    grad_windows[:, 1] += grad_s2
    grad_windows[:, 0] += grad_s1                               # s1 = windows[:, 0]
    grad_y = unwindow(grad_windows, y, 2, None)
    grad_s0 = unbroadcast(grad_y[1], s0)                        # y[1] = s0
    grad_y = own(grad_y)
    grad_y[1] = 0
    grad_x = np.zeros_like(x)                                   # s0 = x[0]
    grad_x[0] += grad_s0
    grad_x = grad_x + np.where(grad_y != 0, grad_y * 2 * x, 0)  # y = x ** 2
    return grad_x
