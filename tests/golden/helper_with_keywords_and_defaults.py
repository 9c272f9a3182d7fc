# Defaults of the helper are values; keywords find their parameter.

import numpy as np


def power_mean(x, p=3, *, shift=0.5):
    return np.mean((x + shift) ** p)


def f(x):
    return power_mean(x) + power_mean(x, shift=1.5, p=2)


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    s0 = np.size(x)  # return np.mean((x + shift) ** p)
    grad_x = 2 / s0 * (x + 1.5)
    grad_x = grad_x + 3 / s0 * (x + 0.5) ** 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x + 0.5
    s1 = s0 ** 3
    result = np.mean(s1)
    s2 = x + 1.5
    s3 = s2 ** 2
    result_1 = np.mean(s3)
    result = result + result_1
    # backward
    grad_result = 1.0                # result = result + result_1
    grad_result_1 = grad_result
    grad_result_1_1 = grad_result
    # result_1 = np.mean(s3)
    grad_s3 = np.broadcast_to(grad_result_1_1 / np.size(s3), np.shape(s3))
    grad_s2 = grad_s3 * 2 * s2       # s3 = s2 ** 2
    grad_x = grad_s2                 # s2 = x + 1.5
    # result = np.mean(s1)
    grad_s1 = np.broadcast_to(grad_result_1 / np.size(s1), np.shape(s1))
    grad_s0 = grad_s1 * 3 * s0 ** 2  # s1 = s0 ** 3
    grad_x = grad_x + grad_s0        # s0 = x + 0.5
    return grad_x
