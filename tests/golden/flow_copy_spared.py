# Nothing is read of `un` after `u` has changed, so it is `u`: no copy of its own, and no cotangent of its own.

import numpy as np


def f(u, dt, n):
    for _ in range(n):
        un = u.copy()
        u[1:] = un[1:] - dt * un[1:] * (un[1:] - un[:-1])
    return np.sum(u * u)


ARGS = [np.array([0.3, -0.7, 1.1, 0.4]), 0.1, 2]
ARGNUMS = (0, 1)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(u, dt, n):
    # forward
    uns = []
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    u = own(u)
    for _ in range(n):
        un = u.copy()
        uns.append(un)
        s4 = un[1:]
        s0 = dt * s4
        s0s.append(s0)
        s1 = s4 - un[:-1]
        s1s.append(s1)
        s2 = s0 * s1
        s2s.append(s2)
        s3 = s4 - s2
        s3s.append(s3)
        u[1:] = s3
    # backward
    grad_u = 2 * u  # return np.sum(u * u)
    grad_dt = np.zeros_like(dt)
    for _ in reversed(range(n)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        un = uns.pop()
        s5 = un[1:]                                   # s4 = un[1:]
        grad_s3 = own(unbroadcast(grad_u[1:], s3))    # u[1:] = s3
        grad_u[1:] = 0
        grad_s2 = unbroadcast(-grad_s3, s2)           # s3 = s4 - s2
        grad_s0 = unbroadcast(grad_s2 * s1, s0)       # s2 = s0 * s1
        grad_s1 = unbroadcast(grad_s2 * s0, s1)
        grad_s4 = unbroadcast(grad_s3, s5) + grad_s1  # s1 = s4 - un[:-1]
        grad_un = np.zeros_like(un)
        grad_un[:-1] = -grad_s1
        grad_dt += unbroadcast(grad_s0 * s5, dt)      # s0 = dt * s4
        grad_s4 += unbroadcast(grad_s0 * dt, s5)
        grad_un[1:] += grad_s4                        # s4 = un[1:]
        grad_u = grad_u + grad_un                     # un = u.copy()
    return grad_u, grad_dt


# ---------------------------------- specialised -------------------------------------------------

def grad_f(u, dt, n):
    # forward
    s0s = []
    s1s = []
    s2s = []
    u = u.copy()
    for _ in range(n):
        s0 = u[1:]
        s0s.append(s0.copy())
        s1 = dt * s0
        s1s.append(s1)
        s2 = s0 - u[:-1]
        s2s.append(s2)
        u[1:] = s0 - s1 * s2
    # backward
    grad_u = 2 * u  # return np.sum(u * u)
    grad_dt = 0.0
    for _ in reversed(range(n)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s3 = grad_u[1:]                      # u[1:] = s0 - s1 * s2
        s4 = grad_s3 * s2
        grad_s5 = grad_s3 * s1
        grad_dt = grad_dt - np.sum(s4 * s0)       # s1 = dt * s0
        grad_u[1:] = grad_s3 - grad_s5 - s4 * dt  # u[1:] = s0 - s1 * s2
        grad_u[:-1] += grad_s5                    # s2 = s0 - u[:-1]
    return grad_u, grad_dt


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(u, dt, n):
    # forward
    uns = []
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    u = own(u)
    for _ in range(n):
        un = u.copy()
        uns.append(un)
        s4 = un[1:]
        s5 = un[1:]
        s0 = dt * s5
        s0s.append(s0)
        s6 = un[1:]
        s7 = un[:-1]
        s1 = s6 - s7
        s1s.append(s1)
        s2 = s0 * s1
        s2s.append(s2)
        s3 = s4 - s2
        s3s.append(s3)
        u[1:] = s3
    s8 = u * u
    result = np.sum(s8)
    # backward
    grad_result = 1.0           # result = np.sum(s8)
    grad_s8 = np.broadcast_to(grad_result, np.shape(s8))
    grad_u = 2 * (grad_s8 * u)  # s8 = u * u
    grad_dt = np.zeros_like(dt)
    for _ in reversed(range(n)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        un = uns.pop()
        s9 = un[1:]                               # s5 = un[1:]
        grad_s3 = unbroadcast(grad_u[1:], s3)     # u[1:] = s3
        grad_s3 = own(grad_s3)
        grad_u[1:] = 0
        grad_s4 = unbroadcast(grad_s3, un[1:])    # s3 = s4 - s2
        grad_s2 = unbroadcast(-grad_s3, s2)
        grad_s0 = unbroadcast(grad_s2 * s1, s0)   # s2 = s0 * s1
        grad_s1 = unbroadcast(grad_s2 * s0, s1)
        grad_s6 = grad_s1                         # s1 = s6 - s7
        grad_s7 = -grad_s1
        grad_un = np.zeros_like(un)               # s7 = un[:-1]
        grad_un[:-1] += grad_s7
        grad_un[1:] += grad_s6                    # s6 = un[1:]
        grad_dt += unbroadcast(grad_s0 * s9, dt)  # s0 = dt * s5
        grad_s5 = unbroadcast(grad_s0 * dt, s9)
        grad_un[1:] += grad_s5                    # s5 = un[1:]
        grad_un[1:] += grad_s4                    # s4 = un[1:]
        grad_u = grad_u + grad_un                 # un = u.copy()
    return grad_u, grad_dt
