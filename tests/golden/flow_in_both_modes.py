# A value read in the branch, in the loop and after both.

import numpy as np


def f(x, y):
    z = np.sin(x * y)
    for k in range(3):
        if z > 0.3:
            z = z * x - 0.4
        else:
            z = z + y * y
    return z * x * y


ANALYTIC = True
ARGS = (0.9, 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x * y
    z = np.sin(s0)
    zs = []
    for k in range(3):
        zs.append(z)
        if z > 0.3:
            z = z * x - 0.4
        else:
            z = z + y * y
    grad_y = z * x
    # backward
    grad_x = y * z  # grad_y = z * x
    grad_z = s0
    for z in reversed(zs):
        if z > 0.3:
            grad_x += grad_z * z  # z = z * x - 0.4
            grad_z = grad_z * x
        else:
            grad_y += 2 * grad_z * y  # z = z + y * y
    grad_s0 = grad_z * np.cos(s0)  # z = np.sin(s0)
    grad_x += grad_s0 * y          # s0 = x * y
    grad_y += grad_s0 * x
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x * y
    z = np.sin(s0)
    zs = []
    for k in range(3):
        zs.append(z)
        if z > 0.3:
            s1 = z * x
            z = s1 - 0.4
        else:
            s2 = y * y
            z = z + s2
    s3 = z * x
    result = s3 * y
    # backward
    grad_result = 1.0     # result = s3 * y
    grad_s3 = grad_result * y
    grad_y = grad_result * s3
    grad_z = grad_s3 * x  # s3 = z * x
    grad_x = grad_s3 * z
    for z in reversed(zs):
        if z > 0.3:
            grad_s1 = grad_z      # z = s1 - 0.4
            grad_z = grad_s1 * x  # s1 = z * x
            grad_x += grad_s1 * z
        else:
            grad_s2 = grad_z             # z = z + s2
            grad_y += 2 * (grad_s2 * y)  # s2 = y * y
    grad_s0 = grad_z * np.cos(s0)  # z = np.sin(s0)
    grad_x += grad_s0 * y          # s0 = x * y
    grad_y += grad_s0 * x
    return grad_x, grad_y
