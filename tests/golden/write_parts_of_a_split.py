# The parts of a split are views: a becomes x[:n], b the rest.

import numpy as np


def f(x, w):
    a, b = np.split(x, 2)
    a *= w
    b[0] = a[1]
    return np.sum(x**2)


ARGS = (np.array([1.3, -0.4, 0.7, 0.5]), np.array([1.1, -0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    x = np.copy(x)
    s0 = part_size(x, 2)
    a = x[:s0]
    a = own(a)
    a_1 = own(a)
    a_1 *= w
    x[:s0] = a_1
    s1 = a_1[1]
    b = x[s0:]
    b[0] = s1
    # backward
    grad_x = 2 * x                                 # return np.sum(x**2)
    grad_b = unbroadcast(grad_x[s0:], b)           # b[0] = s1
    grad_b_1 = own(grad_b)
    grad_b_1[0] = 0
    grad_x = own(grad_x)
    grad_x[s0:] = grad_b_1
    grad_a_1 = own(unbroadcast(grad_x[:s0], a_1))  # s1 = a_1[1]
    grad_a_1[1] += unbroadcast(grad_b[0], s1)
    grad_a = unbroadcast(grad_a_1 * w, a)          # x[:s0] = a_1
    grad_w = unbroadcast(grad_a_1 * a, w)
    grad_x[:s0] = grad_a
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    x = np.copy(x)
    s0 = np.split(x, 2)
    s1 = part_size(x, 2)
    a = x[:s1]
    a = own(a)
    s2 = part_size(x, 2)
    b = x[s2:]
    a_1 = own(a)
    a_1 *= w
    x[:s1] = a_1
    s3 = a_1[1]
    b[0] = s3
    s4 = x ** 2
    result = np.sum(s4)
    # backward
    grad_result = 1.0                        # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_x = grad_s4 * 2 * x                 # s4 = x ** 2
    grad_b = unbroadcast(grad_x[s2:], b)     # b[0] = s3
    grad_x = own(grad_x)
    grad_x[s2:] = 0
    grad_s3 = unbroadcast(grad_b[0], s3)
    grad_b = own(grad_b)
    grad_b[0] = 0
    grad_x[s2:] += grad_b
    grad_a = np.zeros_like(a_1)              # s3 = a_1[1]
    grad_a[1] += grad_s3
    grad_a += unbroadcast(grad_x[:s1], a_1)  # x[:s1] = a_1
    grad_x[:s1] = 0
    grad_a_1 = unbroadcast(grad_a * w, a)
    grad_w = unbroadcast(grad_a * a, w)
    grad_x[:s1] += grad_a_1                  # b = x[s2:]
    return grad_x, grad_w
