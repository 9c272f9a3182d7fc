# The middle of a tuple is a list whose length is known.

import numpy as np


def f(x, y, z):
    first, *rest = x * y, y * z, z
    a, b = rest
    return np.sum(first - a * b)


ANALYTIC = True
ARGS = (np.array([0.3, 1.2]), np.array([1.3, -0.2]), np.array([0.7, 0.9]))
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y, z):
    # forward
    first = x * y
    a = y * z
    s0 = a * z
    # backward
    s1 = np.shape(first - s0)                # return np.sum(first - a * b)
    grad_first = unbroadcast(np.broadcast_to(1.0, s1), first)
    grad_s0 = unbroadcast(np.broadcast_to(-1.0, s1), s0)
    grad_a = unbroadcast(grad_s0 * z, a)     # s0 = a * z
    grad_z = unbroadcast(grad_s0 * a, z)
    grad_y = unbroadcast(grad_a * z, y)      # a = y * z
    grad_z += unbroadcast(grad_a * y, z)
    grad_x = unbroadcast(grad_first * y, x)  # first = x * y
    grad_y += unbroadcast(grad_first * x, y)
    return grad_x, grad_y, grad_z


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y, z):
    # forward
    s0 = x * y
    s1 = y * z
    first = s0
    a = s1
    b = z
    s2 = a * b
    s3 = first - s2
    result = np.sum(s3)
    # backward
    grad_result = 1.0                         # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_first = unbroadcast(grad_s3, first)  # s3 = first - s2
    grad_s2 = unbroadcast(-grad_s3, s2)
    grad_a = unbroadcast(grad_s2 * b, a)      # s2 = a * b
    grad_b = unbroadcast(grad_s2 * a, b)
    grad_z = grad_b                           # b = z
    grad_s1 = grad_a
    grad_s0 = grad_first                      # first = s0
    grad_y = unbroadcast(grad_s1 * z, y)
    grad_z += unbroadcast(grad_s1 * y, z)
    grad_x = unbroadcast(grad_s0 * y, x)      # s0 = x * y
    grad_y += unbroadcast(grad_s0 * x, y)
    return grad_x, grad_y, grad_z
