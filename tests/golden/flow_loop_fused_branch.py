# Branches, an inner loop and `continue` in a loop that is fused.

import numpy as np


def f(x, w):
    s = 0.0
    for v in x:
        if v < 0:
            continue
        t = 1.0
        for u in w:
            t = t * np.cos(u * v)
        if t > 0.5:
            s += t * v
        else:
            s -= np.sin(v)
    return 2 * s


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 1.6]), np.array([0.4, 0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    ts = []
    ts_1 = []
    s0s = []
    s1s = []
    s = 0.0
    for v in x:
        if v < 0:
            continue
        t = 1.0
        for u in w:
            ts_1.append(t)
            s0 = u * v
            s0s.append(s0)
            s1 = np.cos(s0)
            s1s.append(s1)
            t = t * s1
        ts.append(t)
        if t > 0.5:
            s += t * v
        else:
            s -= np.sin(v)
    result = 2 * s
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(x))):
        v = x[i]
        if v < 0:
            continue
        t = ts.pop()
        if t > 0.5:
            grad_t = 2 * v  # s += t * v
            grad_v = 2 * t
        else:
            grad_v = -2 * np.cos(v)  # s -= np.sin(v)
            grad_t = np.zeros_like(t)
        for j in reversed(range(len(w))):
            s1 = s1s.pop()
            s0 = s0s.pop()
            t = ts_1.pop()
            u = w[j]
            s3 = unbroadcast(grad_t * t, s1) * np.sin(s0)  # s1 = np.cos(s0)
            grad_t = unbroadcast(grad_t * s1, t)           # t = t * s1
            grad_u = unbroadcast(-s3 * v, u)               # s0 = u * v
            grad_v = grad_v + unbroadcast(-s3 * u, v)
            grad_w[j] += grad_u
        grad_x[i] += grad_v
    return grad_x, grad_w


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, w):
    # forward and backward
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i, v in enumerate(x):
        if v < 0:
            continue
        ts = []
        s0s = []
        t = 1.0
        for u in w:
            ts.append(t)
            s0 = np.cos(u * v)
            s0s.append(s0)
            t = t * s0
        if t > 0.5:
            grad_t = 2 * v  # s += t * v
            grad_v = 2 * t
        else:
            grad_v = -2 * np.cos(v)  # s -= np.sin(v)
            grad_t = 0.0
        for j in reversed(range(len(w))):
            s0 = s0s.pop()
            t = ts.pop()
            u = w[j]
            s1 = grad_t * t * np.sin(u * v)  # s0 = np.cos(u * v)
            grad_t = grad_t * s0             # t = t * s0
            grad_v = grad_v - s1 * u         # s0 = np.cos(u * v)
            grad_w[j] -= s1 * v
        grad_x[i] += grad_v
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = len(x)
    ts = []
    ts_1 = []
    s1s = []
    s2s = []
    s = 0.0
    for i in range(s0):
        v = x[i]
        if v < 0:
            continue
        s3 = len(w)
        t = 1.0
        for j in range(s3):
            ts_1.append(t)
            u = w[j]
            s1 = u * v
            s1s.append(s1)
            s2 = np.cos(s1)
            s2s.append(s2)
            t = t * s2
        ts.append(t)
        if t > 0.5:
            s4 = t * v
            s += s4
        else:
            s5 = np.sin(v)
            s -= s5
    result = 2 * s
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = 2 * s
    grad_s = grad_result * 2
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(x))):
        v = x[i]  # v = x[i]
        if v < 0:
            grad_v = np.zeros_like(v)
        else:
            t = ts.pop()
            if t > 0.5:
                grad_s4 = grad_s      # s += s4
                grad_t = grad_s4 * v  # s4 = t * v
                grad_v = grad_s4 * t
            else:
                grad_s5 = -grad_s             # s -= s5
                grad_v = grad_s5 * np.cos(v)  # s5 = np.sin(v)
                grad_t = np.zeros_like(t)
            for j in reversed(range(len(w))):
                s2 = s2s.pop()
                s1 = s1s.pop()
                t = ts_1.pop()
                u = w[j]                               # u = w[j]
                grad_s2 = unbroadcast(grad_t * t, s2)  # t = t * s2
                grad_s1 = -grad_s2 * np.sin(s1)        # s2 = np.cos(s1)
                grad_t = unbroadcast(grad_t * s2, t)   # t = t * s2
                grad_u = unbroadcast(grad_s1 * v, u)   # s1 = u * v
                grad_v = grad_v + unbroadcast(grad_s1 * u, v)
                grad_w[j] += grad_u                    # u = w[j]
        grad_x[i] += grad_v  # v = x[i]
    return grad_x, grad_w
