# A test of a string: inactive, evaluated once.

import numpy as np


def f(x, mode):
    if mode == "mean":
        return np.mean(x * x)
    elif mode.startswith("s"):
        return np.sum(np.sin(x))
    else:
        return np.max(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), "sum")


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, mode):
    # forward
    s0 = mode == 'mean'
    if not s0:
        s1 = mode.startswith('s')
        if not s1:
            result = np.max(x)
    # backward
    if s0:
        grad_x = 2 / np.size(x) * x  # return np.mean(x * x)
    elif s1:
        grad_x = np.cos(x)  # return np.sum(np.sin(x))
    else:
        s2 = x == result  # result = np.max(x)
        grad_x = s2 / int(np.count_nonzero(s2))
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, mode):
    # forward
    s0 = mode == 'mean'
    if s0:
        s1 = x * x
        result = np.mean(s1)
    else:
        s2 = mode.startswith('s')
        if s2:
            s3 = np.sin(x)
            result = np.sum(s3)
        else:
            result = np.max(x)
    # backward
    grad_result = 1.0
    if s0:
        # result = np.mean(s1)
        grad_s1 = np.broadcast_to(grad_result / np.size(s1), np.shape(s1))
        grad_x = 2 * (grad_s1 * x)  # s1 = x * x
    elif s2:
        grad_s3 = np.broadcast_to(grad_result, np.shape(s3))  # result = np.sum(s3)
        grad_x = grad_s3 * np.cos(x)                          # s3 = np.sin(x)
    else:
        s4 = x == result  # result = np.max(x)
        grad_x = grad_result * s4 / int(np.count_nonzero(s4))
    return grad_x
