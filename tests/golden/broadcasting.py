# Each cotangent is summed down to its argument: by a helper in general, by np.sum when shapes are known.

import numpy as np


def f(x, row, column, number):
    return np.sum(np.sin(x * row + column) * number)


ANALYTIC = True
SPECIALIZED = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(3, 4)), RNG.normal(size=4), RNG.normal(size=(3, 1)), 0.7)
ARGNUMS = (0, 1, 2, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, row, column, number):
    # forward
    s0 = x * row
    s1 = s0 + column
    s2 = np.sin(s1)
    # backward
    grad_s3 = np.broadcast_to(1.0, np.shape(s2 * number))  # return np.sum(np.sin(x...
    grad_number = unbroadcast(grad_s3 * s2, number)
    grad_s1 = unbroadcast(grad_s3 * number, s2) * np.cos(s1)  # s2 = np.sin(s1)
    grad_s0 = unbroadcast(grad_s1, s0)                     # s1 = s0 + column
    grad_column = unbroadcast(grad_s1, column)
    grad_x = unbroadcast(grad_s0 * row, x)                 # s0 = x * row
    grad_row = unbroadcast(grad_s0 * x, row)
    return grad_x, grad_row, grad_column, grad_number


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, row, column, number):
    # forward
    s0 = x * row + column
    # backward
    grad_number = np.sum(np.sin(s0))                      # return np.sum(np.sin(x *...
    grad_s0 = number * np.cos(s0)
    grad_column = np.sum(grad_s0, axis=1, keepdims=True)  # s0 = x * row + column
    grad_x = grad_s0 * row
    grad_row = np.sum(grad_s0 * x, axis=0)
    return grad_x, grad_row, grad_column, grad_number


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, row, column, number):
    # forward
    s0 = x * row
    s1 = s0 + column
    s2 = np.sin(s1)
    s3 = s2 * number
    result = np.sum(s3)
    # backward
    grad_result = 1.0                            # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_s2 = unbroadcast(grad_s3 * number, s2)  # s3 = s2 * number
    grad_number = unbroadcast(grad_s3 * s2, number)
    grad_s1 = grad_s2 * np.cos(s1)               # s2 = np.sin(s1)
    grad_s0 = unbroadcast(grad_s1, s0)           # s1 = s0 + column
    grad_column = unbroadcast(grad_s1, column)
    grad_x = unbroadcast(grad_s0 * row, x)       # s0 = x * row
    grad_row = unbroadcast(grad_s0 * x, row)
    return grad_x, grad_row, grad_column, grad_number
