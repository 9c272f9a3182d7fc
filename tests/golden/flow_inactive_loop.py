# A loop over what carries no derivative stays in the forward half.

import numpy as np


def f(x, n):
    coefficients = []
    c = 1.0
    for k in range(n):
        coefficients.append(c)
        c = c / (k + 1)
    return np.sum(x * np.array(coefficients))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    coefficients = []
    c = 1.0
    for k in range(n):
        coefficients.append(c)
        c = c / (k + 1)
    s0 = np.array(coefficients)
    # backward
    # return np.sum(x * np.array(coefficients))
    grad_x = unbroadcast(np.broadcast_to(1.0, np.shape(x * s0)) * s0, x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    coefficients = []
    c = 1.0
    for k in range(n):
        coefficients.append(c)
        s0 = k + 1
        c = c / s0
    s1 = np.array(coefficients)
    s2 = x * s1
    result = np.sum(s2)
    # backward
    grad_result = 1.0                      # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_x = unbroadcast(grad_s2 * s1, x)  # s2 = x * s1
    return grad_x
