# A branch within a branch.

import numpy as np


def f(x, y):
    z = x + y
    if x > 0:
        if y > 0:
            z = z * x
        else:
            z = z * y
        z = np.tanh(z)
    return z * z


ARGS = (0.7, -0.4)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    z = x + y
    if x > 0:
        if y > 0:
            z_1 = z * x
        else:
            z_1 = z * y
        z_1 = np.tanh(z_1)
    else:
        z_1 = z
    result = z_1 * z_1
    require_scalar(result)
    # backward
    grad_z_1 = 2 * z_1  # result = z_1 * z_1
    if x > 0:
        grad_z_1 = grad_z_1 * (1 - z_1 * z_1)  # z_1 = np.tanh(z_1)
        if y > 0:
            grad_x = grad_z_1 * z  # z_1 = z * x
            grad_z_1 = grad_z_1 * x
            grad_y = np.zeros_like(y)
        else:
            grad_y = grad_z_1 * z  # z_1 = z * y
            grad_z_1 = grad_z_1 * y
            grad_x = np.zeros_like(x)
    else:
        grad_x = np.zeros_like(x)
        grad_y = np.zeros_like(y)
    grad_x = grad_x + unbroadcast(grad_z_1, x)  # z = x + y
    grad_y = grad_y + unbroadcast(grad_z_1, y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    z = x + y
    s0 = x > 0
    if s0:
        s1 = y > 0
        if s1:
            z_1 = z * x
        else:
            z_1 = z * y
        z_1 = np.tanh(z_1)
    else:
        z_1 = z
    result = z_1 * z_1
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = z_1 * z_1
    grad_z_1 = 2 * (grad_result * z_1)
    if s0:
        grad_z_1 = grad_z_1 * (1 - z_1 * z_1)  # z_1 = np.tanh(z_1)
        if s1:
            grad_x = grad_z_1 * z  # z_1 = z * x
            grad_z = grad_z_1 * x
            grad_y = np.zeros_like(y)
        else:
            grad_y = grad_z_1 * z  # z_1 = z * y
            grad_z = grad_z_1 * y
            grad_x = np.zeros_like(x)
    else:
        grad_z = grad_z_1
        grad_x = np.zeros_like(x)
        grad_y = np.zeros_like(y)
    grad_x = grad_x + unbroadcast(grad_z, x)  # z = x + y
    grad_y = grad_y + unbroadcast(grad_z, y)
    return grad_x, grad_y
