# Variance and norm have closed forms.

import numpy as np


def f(x):
    return np.var(x) + np.linalg.norm(x) + np.std(x)


ARGS = (np.array([0.3, -1.2, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.std(x)
    # backward
    s1 = np.size(x)                                    # s0 = np.std(x)
    s2 = x - np.mean(x)
    grad_x = 1 / (s0 + (s0 == 0)) / s1 * s2
    grad_x = grad_x + direction(x, np.linalg.norm(x))  # return np.var(x) + np.linal...
    grad_x = grad_x + 2 / s1 * s2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.var(x)
    s1 = np.linalg.norm(x)
    s2 = s0 + s1
    s3 = np.std(x)
    result = s2 + s3
    # backward
    grad_result = 1.0                             # result = s2 + s3
    grad_s2 = grad_result
    grad_s3 = grad_result
    # s3 = np.std(x)
    grad_x = grad_s3 / (s3 + (s3 == 0)) / (np.size(x) - 0) * (x - np.mean(x))
    grad_s0 = grad_s2                             # s2 = s0 + s1
    grad_s1 = grad_s2
    grad_x = grad_x + grad_s1 * direction(x, s1)  # s1 = np.linalg.norm(x)
    # s0 = np.var(x)
    grad_x = grad_x + 2 * grad_s0 / (np.size(x) - 0) * (x - np.mean(x))
    return grad_x
