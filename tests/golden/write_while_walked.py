# An array is changed while a loop goes through it.

import numpy as np


def f(x):
    y = np.sin(x)
    s = 0.0
    for k, v in enumerate(y):
        if k > 0:
            y[k] = v * y[k - 1]
        s = s + y[k] * v
    return s


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.sin(x)
    vs = []
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    vs_1 = []
    s = 0.0
    for k in range(len(y)):
        v = y[k]
        v = own(v)
        v_1 = own(v)
        vs.append(v_1)
        if k > 0:
            s0 = y[k - 1]
            s0s.append(own(s0))
            s1 = v * s0
            s1s.append(s1)
            y = own(y)
            y[k] = s1
        s2 = y[k]
        s2s.append(own(s2))
        s3 = isinstance(v, np.ndarray)
        s3s.append(s3)
        if s3:
            v = y[k]
        vs_1.append(v)
        s = s + s2 * v
    require_scalar(s)
    # backward
    grad_y = np.zeros_like(y)
    for k in reversed(range(len(y))):
        v = vs_1.pop()
        s3 = s3s.pop()
        grad_v = s2s.pop()
        v_1 = vs.pop()
        if s3:
            grad_y[k] += grad_v  # v = y[k]
            grad_v = np.zeros_like(v_1)
        grad_y[k] += v  # s2 = y[k]
        if k > 0:
            s1 = s1s.pop()
            s0 = s0s.pop()
            grad_s1 = unbroadcast(grad_y[k], s1)    # y[k] = s1
            s5 = grad_s1 * s0                       # s1 = v * s0
            grad_s0 = grad_s1 * v_1
            grad_y[k] = 0                           # y[k] = s1
            grad_v = grad_v + unbroadcast(s5, v_1)  # s1 = v * s0
            grad_y[k - 1] += grad_s0                # s0 = y[k - 1]
        grad_y[k] += grad_v  # v_1 = own(v)
    grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = np.sin(x)
    vs = []
    s0s = []
    s1s = []
    for k in range(len(y)):
        v = y[k]
        vs.append(v)
        if k > 0:
            s0 = y[k - 1]
            s0s.append(s0)
            y[k] = v * s0
        s1s.append(y[k])
    # backward
    grad_y = np.zeros_like(y)
    for k in reversed(range(len(y))):
        grad_v = s1s.pop()
        v = vs.pop()
        grad_y[k] += v  # s = s + y[k] * v
        if k > 0:
            s0 = s0s.pop()
            grad_s2 = grad_y[k]           # y[k] = v * s0
            grad_y[k] = 0
            grad_v = grad_v + grad_s2 * s0
            grad_y[k - 1] += grad_s2 * v  # s0 = y[k - 1]
        grad_y[k] += grad_v  # v = y[k]
    grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.sin(x)
    s0 = len(y)
    vs = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    vs_1 = []
    y_1 = y
    s = 0.0
    for k in range(s0):
        v = y_1[k]
        v = own(v)
        v_1 = own(v)
        vs.append(v_1)
        if k > 0:
            s5 = k - 1
            s1 = y_1[s5]
            s6 = own(s1)
            s1s.append(s6)
            s2 = v * s1
            s2s.append(s2)
            y_1 = own(y_1)
            y_1[k] = s2
        s3 = y_1[k]
        s7 = own(s3)
        s3s.append(s7)
        s4 = isinstance(v, np.ndarray)
        s4s.append(s4)
        if s4:
            v = y_1[k]
        vs_1.append(v)
        s8 = s3 * v
        s = s + s8
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_y = np.zeros_like(y_1)
    for k in reversed(range(len(y))):
        v = vs_1.pop()
        s4 = s4s.pop()
        s3 = s3s.pop()
        v_1 = vs.pop()
        grad_y_1 = grad_y
        grad_s8 = grad_s       # s = s + s8
        grad_s3 = grad_s8 * v  # s8 = s3 * v
        grad_v = grad_s8 * s3
        if s4:
            grad_y_1[k] += grad_v  # s8 = s3 * v
            grad_v = np.zeros_like(v_1)
        grad_y_1[k] += grad_s3  # s7 = own(s3)
        if k > 0:
            s2 = s2s.pop()
            s1 = s1s.pop()
            grad_s2 = unbroadcast(grad_y_1[k], s2)    # y_1[k] = s2
            grad_s2 = own(grad_s2)
            grad_y_1[k] = 0
            grad_y = grad_y_1
            grad_v += unbroadcast(grad_s2 * s1, v_1)  # s2 = v * s1
            grad_s1 = grad_s2 * v_1
            grad_y[k - 1] += grad_s1                  # s6 = own(s1)
        else:
            grad_y = grad_y_1
        grad_y[k] += grad_v  # v_1 = own(v)
    grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    return grad_x
