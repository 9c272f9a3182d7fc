# Kinks away from their points.

import numpy as np


def f(x):
    leaky = np.where(x > 0, x, 0.1 * x)
    return np.sum(leaky * np.abs(x))


ARGS = (np.array([0.3, -1.2, 2.0]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = x > 0
    leaky = np.where(s0, x, 0.1 * x)
    s1 = np.abs(x)
    # backward
    grad_x = leaky * np.sign(x)            # s1 = np.abs(x)
    grad_x = grad_x + np.where(s0, s1, 0)  # leaky = np.where(s0, x, 0.1 * x)
    grad_x = grad_x + np.where(s0, 0, s1) * 0.1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x > 0
    s1 = 0.1 * x
    leaky = np.where(s0, x, s1)
    s2 = np.abs(x)
    s3 = leaky * s2
    result = np.sum(s3)
    # backward
    grad_result = 1.0                              # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_leaky = grad_s3 * s2                      # s3 = leaky * s2
    grad_s2 = grad_s3 * leaky
    grad_x = grad_s2 * np.sign(x)                  # s2 = np.abs(x)
    grad_x = grad_x + np.where(s0, grad_leaky, 0)  # leaky = np.where(s0, x, s1)
    grad_s1 = np.where(s0, 0, grad_leaky)
    grad_x = grad_x + grad_s1 * 0.1                # s1 = 0.1 * x
    return grad_x
