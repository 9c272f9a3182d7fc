# Overlapping parts: the right side is read first.

import numpy as np


def f(x):
    x[1:] += x[:-1]
    z = x[::2]
    z -= x[0]
    return np.sum(x**3)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    x = np.copy(x)
    x[1:] += x[:-1]
    z = x[::2]
    z = own(z)
    s0 = own(x[0])
    z_1 = own(z)
    z_1 -= s0
    x[::2] = z_1
    # backward
    grad_x = 3 * x ** 2                       # return np.sum(x**3)
    grad_z_1 = unbroadcast(grad_x[::2], z_1)  # x[::2] = z_1
    grad_z = unbroadcast(grad_z_1, z)
    grad_s1 = unbroadcast(-grad_z_1, s0)
    grad_x[::2] = grad_z
    grad_x[0] += grad_s1                      # s0 = own(x[0])
    grad_x[:-1] += grad_x[1:]                 # x[1:] += x[:-1]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    x = x.copy()
    x[1:] += x[:-1]
    z = x[::2]
    z -= x[0]
    # backward
    grad_x = 3 * x ** 2        # return np.sum(x**3)
    grad_z = grad_x[::2]       # z -= x[0]
    grad_x[0] -= np.sum(grad_z)
    grad_x[:-1] += grad_x[1:]  # x[1:] += x[:-1]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    x = np.copy(x)
    s0 = x[:-1]
    x[1:] += s0
    z = x[::2]
    z = own(z)
    s1 = x[0]
    s2 = own(s1)
    z_1 = own(z)
    z_1 -= s2
    x[::2] = z_1
    s3 = x ** 3
    result = np.sum(s3)
    # backward
    grad_result = 1.0                         # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_x = grad_s3 * 3 * x ** 2             # s3 = x ** 3
    grad_z_1 = unbroadcast(grad_x[::2], z_1)  # x[::2] = z_1
    grad_x = own(grad_x)
    grad_x[::2] = 0
    grad_z = unbroadcast(grad_z_1, z)
    grad_s1 = unbroadcast(-grad_z_1, s2)
    grad_x[0] += grad_s1                      # s2 = own(s1)
    grad_x[::2] += grad_z                     # z = own(z)
    grad_s0 = grad_x[1:]                      # x[1:] += s0
    grad_x[:-1] += grad_s0                    # s0 = x[:-1]
    return grad_x
