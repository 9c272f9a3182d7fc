# What is written to all of an array takes its place.

import numpy as np


def f(u, T):
    old = np.empty_like(u)
    for _ in range(T):
        old[:] = u
        u[1:-1] = old[1:-1] * (old[2:] - old[:-2])
    return np.sum(u * u)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]), 2,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(u, T):
    # forward
    s0s = []
    s1s = []
    u = own(u)
    for _ in range(T):
        s0 = u[1:-1]
        s0s.append(own(s0))
        s1 = u[2:] - u[:-2]
        s1s.append(s1)
        u[1:-1] = s0 * s1
    # backward
    grad_u = 2 * u  # return np.sum(u * u)
    for _ in reversed(range(T)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = grad_u[1:-1]  # u[1:-1] = s0 * s1
        grad_s1 = grad_s2 * s0
        grad_u[1:-1] = grad_s2 * s1
        grad_u[:-2] -= grad_s1  # s1 = u[2:] - u[:-2]
        grad_u[2:] += grad_s1
    return grad_u


# ---------------------------------- specialised -------------------------------------------------

def grad_f(u, T):
    # forward
    s0s = []
    s1s = []
    u = u.copy()
    for _ in range(T):
        s0 = u[1:-1]
        s0s.append(s0.copy())
        s1 = u[2:] - u[:-2]
        s1s.append(s1)
        u[1:-1] = s0 * s1
    # backward
    grad_u = 2 * u  # return np.sum(u * u)
    for _ in reversed(range(T)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = grad_u[1:-1]  # u[1:-1] = s0 * s1
        grad_s1 = grad_s2 * s0
        grad_u[1:-1] = grad_s2 * s1
        grad_u[:-2] -= grad_s1  # s1 = u[2:] - u[:-2]
        grad_u[2:] += grad_s1
    return grad_u


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(u, T):
    # forward
    old = np.empty_like(u)
    olds = []
    s0s = []
    s1s = []
    u = own(u)
    for _ in range(T):
        olds.append(old)
        old = own(old)
        old[:] = u
        s0 = old[1:-1]
        s2 = own(s0)
        s0s.append(s2)
        s3 = old[2:]
        s4 = old[:-2]
        s1 = s3 - s4
        s1s.append(s1)
        s5 = s0 * s1
        u[1:-1] = s5
    s6 = u * u
    result = np.sum(s6)
    # backward
    grad_result = 1.0           # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_u = 2 * (grad_s6 * u)  # s6 = u * u
    grad_old = np.zeros_like(old)
    for _ in reversed(range(T)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        old = olds.pop()
        grad_s5 = grad_u[1:-1]      # u[1:-1] = s5
        grad_s5 = own(grad_s5)
        grad_u[1:-1] = 0
        grad_s0 = grad_s5 * s1      # s5 = s0 * s1
        grad_s1 = grad_s5 * s0
        grad_s3 = grad_s1           # s1 = s3 - s4
        grad_s4 = -grad_s1
        grad_old[:-2] += grad_s4    # s4 = old[:-2]
        grad_old[2:] += grad_s3     # s3 = old[2:]
        grad_old[1:-1] += grad_s0   # s2 = own(s0)
        grad_u = grad_u + grad_old  # old[:] = u
        grad_old = np.zeros_like(old)
    return grad_u
