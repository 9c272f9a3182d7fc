# The exponential is computed once, also for the mirror.

import numpy as np


def f(x):
    return np.sum(np.exp(x) * np.sin(x) + np.exp(x))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.exp(x)
    # backward
    grad_x = s0 * np.cos(x)  # return np.sum(np.exp(x) * np.sin(x) + np.exp(x))
    grad_x = grad_x + (1.0 + np.sin(x)) * s0  # s0 = np.exp(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.exp(x)
    s1 = np.sin(x)
    s2 = s0 * s1
    s3 = np.exp(x)
    s4 = s2 + s3
    result = np.sum(s4)
    # backward
    grad_result = 1.0                      # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_s2 = grad_s4                      # s4 = s2 + s3
    grad_s3 = grad_s4
    grad_x = grad_s3 * s3                  # s3 = np.exp(x)
    grad_s0 = grad_s2 * s1                 # s2 = s0 * s1
    grad_s1 = grad_s2 * s0
    grad_x = grad_x + grad_s1 * np.cos(x)  # s1 = np.sin(x)
    grad_x = grad_x + grad_s0 * s0         # s0 = np.exp(x)
    return grad_x
