# `un` is read after `u` has changed: the copy is needed.

import numpy as np


def f(u, v, n):
    for _ in range(n):
        un = u.copy()
        u[1:] = un[1:] * v[:-1]
        v[1:] = v[1:] * un[:-1] + un[1:] * un[0]
    return np.sum(u * v)


ARGS = [np.array([0.3, -0.7, 1.1, 0.4]), np.array([0.9, 0.2, -0.5, 0.6]), 2]
ARGNUMS = (0, 1)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(u, v, n):
    # forward
    uns = []
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    u = own(u)
    v = own(v)
    for _ in range(n):
        un = u.copy()
        uns.append(un)
        s6 = un[1:]
        s0 = v[:-1]
        s0s.append(own(s0))
        s1 = s6 * s0
        s1s.append(s1)
        u[1:] = s1
        s2 = v[1:]
        s2s.append(own(s2))
        s3 = s2 * un[:-1]
        s3s.append(s3)
        s4 = s6 * un[0]
        s4s.append(s4)
        s5 = s3 + s4
        s5s.append(s5)
        v[1:] = s5
    # backward
    grad_s7 = np.broadcast_to(1.0, np.shape(u * v))  # return np.sum(u * v)
    grad_u = unbroadcast(grad_s7 * v, u)
    grad_v = unbroadcast(grad_s7 * u, v)
    for _ in reversed(range(n)):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        un = uns.pop()
        s8 = un[1:]                                    # s6 = un[1:]
        s9 = un[:-1]                                   # s3 = s2 * un[:-1]
        s10 = un[0]                                    # s4 = s6 * un[0]
        grad_s5 = unbroadcast(grad_v[1:], s5)          # v[1:] = s5
        grad_s3 = unbroadcast(grad_s5, s3)             # s5 = s3 + s4
        grad_s4 = unbroadcast(grad_s5, s4)
        grad_s6 = unbroadcast(grad_s4 * s10, s8)       # s4 = s6 * un[0]
        grad_un = np.zeros_like(un)
        grad_un[0] = unbroadcast(grad_s4 * s8, s10)
        grad_un[:-1] += unbroadcast(grad_s3 * s2, s9)  # s3 = s2 * un[:-1]
        grad_v[1:] = unbroadcast(grad_s3 * s9, s2)     # v[1:] = s5
        grad_s1 = unbroadcast(grad_u[1:], s1)          # u[1:] = s1
        s11 = grad_s1 * s0                             # s1 = s6 * s0
        s12 = grad_s1 * s8
        grad_u[1:] = 0                                 # u[1:] = s1
        grad_s6 += unbroadcast(s11, s8)                # s1 = s6 * s0
        grad_v[:-1] += unbroadcast(s12, s0)            # s0 = v[:-1]
        grad_un[1:] += grad_s6                         # s6 = un[1:]
        grad_u += grad_un                              # un = u.copy()
    return grad_u, grad_v


# ---------------------------------- specialised -------------------------------------------------

def grad_f(u, v, n):
    # forward
    uns = []
    s0s = []
    s1s = []
    u = u.copy()
    v = v.copy()
    for _ in range(n):
        un = u.copy()
        uns.append(un)
        s2 = un[1:]
        s0 = v[:-1]
        s0s.append(s0.copy())
        u[1:] = s2 * s0
        s1 = v[1:]
        s1s.append(s1.copy())
        v[1:] = s1 * un[:-1] + s2 * un[0]
    # backward
    grad_u = v
    grad_v = u
    for _ in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        un = uns.pop()
        s3 = un[1:]                # s2 = un[1:]
        grad_s4 = grad_v[1:]       # v[1:] = s1 * un[:-1] + s2 * un[0]
        grad_s2 = grad_s4 * un[0]
        grad_un = np.zeros_like(un)
        grad_un[0] = np.sum(grad_s4 * s3)
        grad_un[:-1] += grad_s4 * s1
        grad_v[1:] = grad_s4 * un[:-1]
        grad_s5 = grad_u[1:]       # u[1:] = s2 * s0
        s6 = grad_s5 * s0
        grad_s0 = grad_s5 * s3
        grad_u[1:] = 0
        grad_s2 += s6
        grad_v[:-1] += grad_s0     # s0 = v[:-1]
        grad_un[1:] += grad_s2     # s2 = un[1:]
        grad_u = grad_u + grad_un  # un = u.copy()
    return grad_u, grad_v


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(u, v, n):
    # forward
    uns = []
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    u = own(u)
    v = own(v)
    for _ in range(n):
        un = u.copy()
        uns.append(un)
        s6 = un[1:]
        s0 = v[:-1]
        s7 = own(s0)
        s0s.append(s7)
        s1 = s6 * s0
        s1s.append(s1)
        u[1:] = s1
        s2 = v[1:]
        s8 = own(s2)
        s2s.append(s8)
        s9 = un[:-1]
        s3 = s2 * s9
        s3s.append(s3)
        s10 = un[1:]
        s11 = un[0]
        s4 = s10 * s11
        s4s.append(s4)
        s5 = s3 + s4
        s5s.append(s5)
        v[1:] = s5
    s12 = u * v
    result = np.sum(s12)
    # backward
    grad_result = 1.0                      # result = np.sum(s12)
    grad_s12 = np.broadcast_to(grad_result, np.shape(s12))
    grad_u = unbroadcast(grad_s12 * v, u)  # s12 = u * v
    grad_v = unbroadcast(grad_s12 * u, v)
    for _ in reversed(range(n)):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        un = uns.pop()
        s13 = un[1:]                                # s6 = un[1:]
        s14 = un[:-1]                               # s9 = un[:-1]
        s15 = un[1:]                                # s10 = un[1:]
        s16 = un[0]                                 # s11 = un[0]
        grad_s5 = unbroadcast(grad_v[1:], s5)       # v[1:] = s5
        grad_s5 = own(grad_s5)
        grad_v[1:] = 0
        grad_s3 = unbroadcast(grad_s5, s3)          # s5 = s3 + s4
        grad_s4 = unbroadcast(grad_s5, s4)
        grad_s10 = unbroadcast(grad_s4 * s16, s15)  # s4 = s10 * s11
        grad_s11 = unbroadcast(grad_s4 * s15, s16)
        grad_un = np.zeros_like(un)                 # s11 = un[0]
        grad_un[0] += grad_s11
        grad_un[1:] += grad_s10                     # s10 = un[1:]
        grad_s2 = unbroadcast(grad_s3 * s14, s2)    # s3 = s2 * s9
        grad_s9 = unbroadcast(grad_s3 * s2, s14)
        grad_un[:-1] += grad_s9                     # s9 = un[:-1]
        grad_v[1:] += grad_s2                       # s8 = own(s2)
        grad_s1 = unbroadcast(grad_u[1:], s1)       # u[1:] = s1
        grad_s1 = own(grad_s1)
        grad_u[1:] = 0
        grad_s6 = unbroadcast(grad_s1 * s0, s13)    # s1 = s6 * s0
        grad_s0 = unbroadcast(grad_s1 * s13, s0)
        grad_v[:-1] += grad_s0                      # s7 = own(s0)
        grad_un[1:] += grad_s6                      # s6 = un[1:]
        grad_u += grad_un                           # un = u.copy()
    return grad_u, grad_v
