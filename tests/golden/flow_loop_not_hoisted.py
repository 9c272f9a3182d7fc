# `w` is another in each iteration, and `v` is written to: nothing to hoist.

import numpy as np


def f(w, v, x):
    v = v * 1.0
    s = 0.0
    for i in range(len(x)):
        s = s * 0.5 + np.sum(np.sin(w) + np.sin(v)) * x[i]
        w = w * 0.9
        v[i] = x[i]
    return s


SPECIALIZED = True
ARGS = (np.array([0.4, 0.9]), np.array([0.2, 0.5]), np.array([0.3, -1.2]))
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(w, v, x):
    # forward
    v = v * 1.0
    ws = []
    vs = []
    s0s = []
    s1s = []
    s = 0.0
    for i in range(len(x)):
        ws.append(w)
        vs.append(v)
        s0 = np.sin(w) + np.sin(v)
        s0s.append(s0)
        s1 = np.sum(s0)
        s1s.append(s1)
        s2 = x[i]
        s = s * 0.5 + s1 * s2
        w = w * 0.9
        v = own(v)
        v[i] = s2
    require_scalar(s)
    # backward
    grad_w = np.zeros_like(w)
    grad_v = np.zeros_like(v)
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        s0 = s0s.pop()
        v_1 = vs.pop()
        w_1 = ws.pop()
        s4 = x[i]                                        # s2 = x[i]
        grad_s2 = own(unbroadcast(grad_v[i], s4))        # v[i] = s2
        grad_v[i] = 0
        grad_w = grad_w * 0.9                            # w = w * 0.9
        grad_x[i] += grad_s2 + grad_s * s1               # s2 = x[i]
        grad_s0 = np.broadcast_to(grad_s * s4, np.shape(s0))  # s1 = np.sum(s0)
        grad_v += unbroadcast(grad_s0, v) * np.cos(v_1)  # s0 = np.sin(w) + np.sin(v)
        grad_w += unbroadcast(grad_s0, w) * np.cos(w_1)
        grad_s = grad_s * 0.5                            # s = s * 0.5 + s1 * s2
    return grad_w, grad_v, grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(w, v, x):
    # forward
    v = v * 1.0
    ws = []
    vs = []
    s0s = []
    for i in range(len(x)):
        ws.append(w)
        vs.append(v)
        s0s.append(np.sum(np.sin(w) + np.sin(v)))
        w = w * 0.9
        v = v.copy()
        v[i] = x[i]
    # backward
    grad_w = np.zeros_like(w)
    grad_v = np.zeros_like(v)
    grad_x = np.zeros_like(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        v = vs.pop()
        w = ws.pop()
        grad_s1 = grad_v[i]      # v[i] = x[i]
        grad_v[i] = 0
        grad_w = grad_w * 0.9    # w = w * 0.9
        grad_s0 = grad_s * x[i]  # s = s * 0.5 + np.sum(np.sin(w) + np.sin(v)) * x[i]
        grad_s1 += grad_s * s0
        grad_x[i] += grad_s1     # v[i] = x[i]
        grad_v += grad_s0 * np.cos(v)  # s = s * 0.5 + np.sum(np.sin(w) + np.sin(v))...
        grad_w += grad_s0 * np.cos(w)
        grad_s = grad_s * 0.5
    return grad_w, grad_v, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(w, v, x):
    # forward
    v = v * 1.0
    s0 = len(x)
    ws = []
    vs = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s = 0.0
    for i in range(s0):
        ws.append(w)
        vs.append(v)
        s5 = s * 0.5
        s1 = np.sin(w)
        s1s.append(s1)
        s2 = np.sin(v)
        s2s.append(s2)
        s3 = s1 + s2
        s3s.append(s3)
        s4 = np.sum(s3)
        s4s.append(s4)
        s6 = x[i]
        s7 = s4 * s6
        s = s5 + s7
        w = w * 0.9
        s8 = x[i]
        v = own(v)
        v[i] = s8
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_w = np.zeros_like(w)
    grad_v = np.zeros_like(v)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        v = vs.pop()
        w = ws.pop()
        grad_s8 = unbroadcast(grad_v[i], x[i])            # v[i] = s8
        grad_s8 = own(grad_s8)
        grad_v[i] = 0
        grad_x[i] += grad_s8                              # s8 = x[i]
        grad_w = grad_w * 0.9                             # w = w * 0.9
        grad_s5 = grad_s                                  # s = s5 + s7
        grad_s7 = grad_s
        grad_s4 = grad_s7 * x[i]                          # s7 = s4 * s6
        grad_s6 = grad_s7 * s4
        grad_x[i] += grad_s6                              # s6 = x[i]
        grad_s3 = np.broadcast_to(grad_s4, np.shape(s3))  # s4 = np.sum(s3)
        grad_s1 = unbroadcast(grad_s3, s1)                # s3 = s1 + s2
        grad_s2 = unbroadcast(grad_s3, s2)
        grad_v += grad_s2 * np.cos(v)                     # s2 = np.sin(v)
        grad_w += grad_s1 * np.cos(w)                     # s1 = np.sin(w)
        grad_s = grad_s5 * 0.5                            # s5 = s * 0.5
    grad_v = grad_v * 1.0  # v = v * 1.0
    return grad_w, grad_v, grad_x
