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
    s1s = []
    for k in range(3):
        zs.append(z)
        s1 = z > 0.3
        s1s.append(s1)
        if s1:
            z = z * x - 0.4
        else:
            z = z + y * y
    grad_y = z * x
    # backward
    grad_x = y * z  # grad_y = z * x
    grad_z = s0
    for k in reversed(range(3)):
        s1 = s1s.pop()
        z = zs.pop()
        if s1:
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
    s1s = []
    for k in range(3):
        zs.append(z)
        s1 = z > 0.3
        s1s.append(s1)
        if s1:
            s2 = z * x
            z = s2 - 0.4
        else:
            s3 = y * y
            z = z + s3
    s4 = z * x
    result = s4 * y
    # backward
    grad_result = 1.0     # result = s4 * y
    grad_s4 = grad_result * y
    grad_y = grad_result * s4
    grad_z = grad_s4 * x  # s4 = z * x
    grad_x = grad_s4 * z
    for k in reversed(range(3)):
        s1 = s1s.pop()
        z = zs.pop()
        grad_z = grad_z
        if s1:
            grad_z = grad_z
            grad_s2 = grad_z      # z = s2 - 0.4
            grad_z = grad_s2 * x  # s2 = z * x
            grad_x += grad_s2 * z
        else:
            grad_z = grad_z
            grad_s3 = grad_z             # z = z + s3
            grad_y += 2 * (grad_s3 * y)  # s3 = y * y
            grad_z = grad_z              # z = z + s3
    grad_z = grad_z
    grad_s0 = grad_z * np.cos(s0)  # z = np.sin(s0)
    grad_x += grad_s0 * y          # s0 = x * y
    grad_y += grad_s0 * x
    return grad_x, grad_y
