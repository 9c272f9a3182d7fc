# The rows of an array, by unpacking it: the gradient is filled row by row.

import numpy as np


def f(points):
    a, b = points
    return np.sum(a * b)


ANALYTIC = True
ARGS = (np.array([[0.3, 1.2], [1.3, -0.2]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(points):
    # forward
    a, b = points
    # backward
    grad_s0 = np.broadcast_to(1.0, np.shape(a * b))  # return np.sum(a * b)
    grad_a = unbroadcast(grad_s0 * b, a)
    grad_b = unbroadcast(grad_s0 * a, b)
    grad_points = np.zeros_like(points)              # a, b = points
    grad_points[1] = grad_b
    grad_points[0] += grad_a
    return grad_points


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(points):
    # forward
    a, b = points
    s0 = a * b
    result = np.sum(s0)
    # backward
    grad_result = 1.0                     # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_a = unbroadcast(grad_s0 * b, a)  # s0 = a * b
    grad_b = unbroadcast(grad_s0 * a, b)
    grad_points = np.zeros_like(points)   # a, b = points
    grad_points[1] += grad_b
    grad_points[0] += grad_a
    return grad_points
