# A name that is a shape first and a value later.

import numpy as np


def f(x):
    y = x.shape[0]
    for i in range(y):
        y = y + x[i] * x[i]
    return np.sin(y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x.shape[0]
    y_1 = y
    for i in range(y):
        s0 = x[i]
        y_1 = y_1 + s0 * s0
    result = np.sin(y_1)
    require_scalar(result)
    # backward
    grad_y_1 = np.cos(y_1)  # result = np.sin(y_1)
    grad_x = np.zeros_like(x)
    for i in reversed(range(y)):
        grad_x[i] += 2 * grad_y_1 * x[i]  # s0 = x[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x.shape
    y = s0[0]
    y_1 = y
    for i in range(y):
        s1 = x[i]
        s2 = x[i]
        s3 = s1 * s2
        y_1 = y_1 + s3
    result = np.sin(y_1)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = np.sin(y_1)
    grad_y_1 = grad_result * np.cos(y_1)
    grad_x = np.zeros_like(x)
    for i in reversed(range(y)):
        grad_s3 = grad_y_1        # y_1 = y_1 + s3
        grad_s1 = grad_s3 * x[i]  # s3 = s1 * s2
        grad_s2 = grad_s3 * x[i]
        grad_x[i] += grad_s2      # s2 = x[i]
        grad_x[i] += grad_s1      # s1 = x[i]
    return grad_x
