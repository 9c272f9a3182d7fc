# Two names exchanged where c holds; both are written afterwards.

import numpy as np


def f(x, y, c):
    a, b = 2 * x, 3 * y
    if c > 0:
        a, b = b, a
    a[0] = c
    b *= a
    return np.sum(b * x)


ARGS = (np.array([1.3, -0.4]), np.array([0.5, 1.1]), 0.7)
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y, c):
    # forward
    a = 2 * x
    b = 3 * y
    if c > 0:
        b[0] = c
        s0 = b
        s1 = a
        a = b
    else:
        a[0] = c
        s0 = b
        s1 = a
    b = s1 if c > 0 else s0
    b_1 = own(b)
    b_1 *= a
    # backward
    grad_s2 = np.broadcast_to(1.0, np.shape(b_1 * x))  # return np.sum(b * x)
    grad_b_1 = unbroadcast(grad_s2 * x, b_1)
    grad_x = unbroadcast(grad_s2 * b_1, x)
    grad_b = unbroadcast(grad_b_1 * a, b)              # b_1 *= a
    grad_a = unbroadcast(grad_b_1 * b, a)
    if c > 0:
        grad_b_1 = np.zeros_like(s0)  # b_1 *= a
        grad_s1 = grad_b
    else:
        grad_s1 = np.zeros_like(s1)  # b_1 *= a
        grad_b_1 = grad_b
    if c > 0:
        grad_b = grad_a + grad_b_1  # a[0] = c
        grad_c = unbroadcast(grad_b[0], c)
        grad_c = own(grad_c)
        grad_b[0] = 0
        grad_b_1 = grad_b
    else:
        grad_s1 = grad_a + grad_s1  # a[0] = c
        grad_c = unbroadcast(grad_s1[0], c)
        grad_c = own(grad_c)
        grad_s1[0] = 0
    grad_y = grad_b_1 * 3          # b = 3 * y
    grad_x = grad_x + grad_s1 * 2  # a = 2 * x
    return grad_x, grad_y, grad_c


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y, c):
    # forward
    a = 2 * x
    a_1 = 3 * y
    a_2 = a
    b = a_1
    s0 = c > 0
    if s0:
        a_3 = b
        b = a_2
    if s0:
        a_1[0] = c
        s1 = a_1
        s2 = a
    else:
        a[0] = c
        s1 = a_1
        a_1 = a
        s2 = a
    b = s2 if s0 else s1
    b_1 = own(b)
    b_1 *= a_1
    s3 = b_1 * x
    result = np.sum(s3)
    # backward
    grad_result = 1.0                         # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_b_1 = unbroadcast(grad_s3 * x, b_1)  # s3 = b_1 * x
    grad_x = unbroadcast(grad_s3 * b_1, x)
    grad_b = unbroadcast(grad_b_1 * a_1, b)   # b_1 *= a_1
    grad_a_1 = unbroadcast(grad_b_1 * b, a_1)
    if s0:
        grad_s2 = grad_b  # b_1 *= a_1
        grad_s1 = np.zeros_like(s1)
    else:
        grad_s1 = grad_b  # b_1 *= a_1
        grad_s2 = np.zeros_like(s2)
    if s0:
        grad_a_1 = grad_a_1 + grad_s1  # a[0] = c
        grad_a = grad_s2
        grad_c = unbroadcast(grad_a_1[0], c)
        grad_c = own(grad_c)
        grad_a_1[0] = 0
    else:
        grad_a = grad_a_1  # a[0] = c
        grad_a_1 = grad_s1
        grad_a = grad_a + grad_s2
        grad_c = unbroadcast(grad_a[0], c)
        grad_c = own(grad_c)
        grad_a[0] = 0
    grad_y = grad_a_1 * 3         # b = a_1
    grad_x = grad_x + grad_a * 2  # a = 2 * x
    return grad_x, grad_y, grad_c
