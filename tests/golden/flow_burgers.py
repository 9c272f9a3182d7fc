# In place and not linear: the overwritten part is kept.

import numpy as np


def f(u, dt, T):
    for t in range(T):
        u[1:] = u[1:] - dt * u[1:] * (u[1:] - u[:-1])
    return np.sum(u * u)


ARGS = (np.array([0.3, -1.2, 0.5, 0.9]), 0.1, 3)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(u, dt, T):
    # forward
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    u = own(u)
    for t in range(T):
        s0 = u[1:]
        s0s.append(own(s0))
        s1 = dt * s0
        s1s.append(s1)
        s2 = s0 - u[:-1]
        s2s.append(s2)
        s3 = s1 * s2
        s3s.append(s3)
        s4 = s0 - s3
        s4s.append(s4)
        u[1:] = s4
    # backward
    grad_u = 2 * u  # return np.sum(u * u)
    grad_dt = np.zeros_like(dt)
    for t in reversed(range(T)):
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s4 = unbroadcast(grad_u[1:], s4)         # u[1:] = s4
        grad_s3 = unbroadcast(-grad_s4, s3)           # s4 = s0 - s3
        grad_s1 = unbroadcast(grad_s3 * s2, s1)       # s3 = s1 * s2
        grad_s2 = unbroadcast(grad_s3 * s1, s2)
        grad_s0 = unbroadcast(grad_s4, s0) + grad_s2  # s2 = s0 - u[:-1]
        grad_dt += unbroadcast(grad_s1 * s0, dt)      # s1 = dt * s0
        grad_s0 += unbroadcast(grad_s1 * dt, s0)
        grad_u[1:] = grad_s0                          # u[1:] = s4
        grad_u[:-1] -= grad_s2                        # s2 = s0 - u[:-1]
    return grad_u, grad_dt


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(u, dt, T):
    # forward
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    u = own(u)
    for t in range(T):
        s0 = u[1:]
        s6 = own(s0)
        s0s.append(s6)
        s1 = u[1:]
        s7 = own(s1)
        s1s.append(s7)
        s2 = dt * s1
        s2s.append(s2)
        s8 = u[1:]
        s9 = u[:-1]
        s3 = s8 - s9
        s3s.append(s3)
        s4 = s2 * s3
        s4s.append(s4)
        s5 = s0 - s4
        s5s.append(s5)
        u[1:] = s5
    s10 = u * u
    result = np.sum(s10)
    # backward
    grad_result = 1.0            # result = np.sum(s10)
    grad_s10 = np.broadcast_to(grad_result, np.shape(s10))
    grad_u = 2 * (grad_s10 * u)  # s10 = u * u
    grad_dt = np.zeros_like(dt)
    for t in reversed(range(T)):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s5 = unbroadcast(grad_u[1:], s5)     # u[1:] = s5
        grad_s5 = own(grad_s5)
        grad_u[1:] = 0
        grad_s0 = unbroadcast(grad_s5, s0)        # s5 = s0 - s4
        grad_s4 = unbroadcast(-grad_s5, s4)
        grad_s2 = unbroadcast(grad_s4 * s3, s2)   # s4 = s2 * s3
        grad_s3 = unbroadcast(grad_s4 * s2, s3)
        grad_s8 = grad_s3                         # s3 = s8 - s9
        grad_s9 = -grad_s3
        grad_u[:-1] += grad_s9                    # s9 = u[:-1]
        grad_u[1:] += grad_s8                     # s8 = u[1:]
        grad_dt += unbroadcast(grad_s2 * s1, dt)  # s2 = dt * s1
        grad_s1 = unbroadcast(grad_s2 * dt, s1)
        grad_u[1:] += grad_s1                     # s7 = own(s1)
        grad_u[1:] += grad_s0                     # s6 = own(s0)
    return grad_u, grad_dt
