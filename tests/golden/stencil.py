# Three slices of one array: one buffer, three additions.

import numpy as np


def f(u, k):
    return np.sum((u[:-2] - 2 * u[1:-1] + u[2:]) * k)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 2.0, 0.7]), np.array([0.5, 1.5]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(u, k):
    # forward
    s0 = u[:-2] - 2 * u[1:-1] + u[2:]
    # backward
    grad_s1 = np.broadcast_to(1.0, np.shape(s0 * k))  # return np.sum((u[:-2] - 2 *...
    grad_s0 = unbroadcast(grad_s1 * k, s0)
    grad_k = unbroadcast(grad_s1 * s0, k)
    grad_u = np.zeros_like(u)  # s0 = u[:-2] - 2 * u[1:-1] + u[2:]
    grad_u[2:] = grad_s0
    grad_u[1:-1] -= grad_s0 * 2
    grad_u[:-2] += grad_s0
    return grad_u, grad_k


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(u, k):
    # forward
    s0 = u[:-2]
    s1 = u[1:-1]
    s2 = 2 * s1
    s3 = s0 - s2
    s4 = u[2:]
    s5 = s3 + s4
    s6 = s5 * k
    result = np.sum(s6)
    # backward
    grad_result = 1.0                       # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_s5 = unbroadcast(grad_s6 * k, s5)  # s6 = s5 * k
    grad_k = unbroadcast(grad_s6 * s5, k)
    grad_s3 = grad_s5                       # s5 = s3 + s4
    grad_s4 = grad_s5
    grad_u = np.zeros_like(u)               # s4 = u[2:]
    grad_u[2:] += grad_s4
    grad_s0 = grad_s3                       # s3 = s0 - s2
    grad_s2 = -grad_s3
    grad_s1 = grad_s2 * 2                   # s2 = 2 * s1
    grad_u[1:-1] += grad_s1                 # s1 = u[1:-1]
    grad_u[:-2] += grad_s0                  # s0 = u[:-2]
    return grad_u, grad_k
