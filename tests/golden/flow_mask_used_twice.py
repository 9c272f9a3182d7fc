# What one mask picks of several arrays has one shape.

import numpy as np


def f(z, c, n):
    for _ in range(n):
        inside = z < 2
        z[inside] = z[inside] ** 2 + c[inside]
    return np.sum(z)


ARGS = [np.array([0.3, -0.7, 3.1, 1.4]), np.array([0.9, 0.2, -0.5, 0.6]), 2]
ARGNUMS = (0, 1)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(z, c, n):
    # forward
    insides = []
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    z = own(z)
    for _ in range(n):
        inside = z < 2
        insides.append(inside)
        s0 = z[inside]
        s0s.append(own(s0))
        s1 = s0 ** 2
        s1s.append(s1)
        s2 = c[inside]
        s2s.append(s2)
        s3 = s1 + s2
        s3s.append(s3)
        z[inside] = s3
    # backward
    grad_z = np.ones_like(z)  # return np.sum(z)
    grad_c = np.zeros_like(c)
    for _ in reversed(range(n)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        inside = insides.pop()
        grad_s3 = unbroadcast(grad_z[inside], s3)           # z[inside] = s3
        grad_c[inside] += unbroadcast(grad_s3, s2)          # s2 = c[inside]
        grad_z[inside] = unbroadcast(grad_s3, s1) * 2 * s0  # z[inside] = s3
    return grad_z, grad_c


# ---------------------------------- specialised -------------------------------------------------

def grad_f(z, c, n):
    # forward
    insides = []
    s0s = []
    z = z.copy()
    for _ in range(n):
        inside = z < 2
        insides.append(inside)
        s0 = z[inside]
        s0s.append(s0.copy())
        z[inside] = s0 ** 2 + c[inside]
    # backward
    grad_z = np.ones_like(z)  # return np.sum(z)
    grad_c = np.zeros_like(c)
    for _ in reversed(range(n)):
        s0 = s0s.pop()
        inside = insides.pop()
        grad_s1 = grad_z[inside]  # z[inside] = s0 ** 2 + c[inside]
        grad_c[inside] += grad_s1
        grad_z[inside] = grad_s1 * 2 * s0
    return grad_z, grad_c


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(z, c, n):
    # forward
    insides = []
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    z = own(z)
    for _ in range(n):
        inside = z < 2
        insides.append(inside)
        s0 = z[inside]
        s4 = own(s0)
        s0s.append(s4)
        s1 = s0 ** 2
        s1s.append(s1)
        s2 = c[inside]
        s2s.append(s2)
        s3 = s1 + s2
        s3s.append(s3)
        z[inside] = s3
    result = np.sum(z)
    # backward
    grad_result = 1.0  # result = np.sum(z)
    grad_z = np.broadcast_to(grad_result, np.shape(z))
    grad_c = np.zeros_like(c)
    grad_z = own(grad_z)
    for _ in reversed(range(n)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        inside = insides.pop()
        grad_s3 = unbroadcast(grad_z[inside], s3)  # z[inside] = s3
        grad_z[inside] = 0
        grad_s1 = unbroadcast(grad_s3, s1)         # s3 = s1 + s2
        grad_s2 = unbroadcast(grad_s3, s2)
        grad_c[inside] += grad_s2                  # s2 = c[inside]
        grad_s0 = grad_s1 * 2 * s0                 # s1 = s0 ** 2
        grad_z[inside] += grad_s0                  # s4 = own(s0)
    return grad_z, grad_c
