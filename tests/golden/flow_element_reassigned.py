# The body assigns the loop variable: the array stays as it was.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        v = v * v
        v = np.sin(v)
        s = s + v * s + v
    return s + np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ss = []
    vs = []
    vs_1 = []
    s = 0.0
    for v in x:
        ss.append(s)
        v = v * v
        vs.append(v)
        v = np.sin(v)
        vs_1.append(v)
        s = s + v * s + v
    result = s + np.sum(x)
    require_scalar(result)
    # backward
    grad_x = np.ones_like(x)  # result = s + np.sum(x)
    grad_s = 1.0
    for i in reversed(range(len(x))):
        v = vs_1.pop()
        v_1 = vs.pop()
        s = ss.pop()
        v_2 = x[i]
        grad_v = grad_s + grad_s * s             # s = s + v * s + v
        grad_s += grad_s * v
        grad_v = 2 * grad_v * np.cos(v_1) * v_2  # v = v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    ss = []
    vs = []
    vs_1 = []
    s = 0.0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        v = v * v
        vs.append(v)
        v = np.sin(v)
        vs_1.append(v)
        s1 = v * s
        s2 = s + s1
        s = s2 + v
    s3 = np.sum(x)
    result = s + s3
    require_scalar(result)
    # backward
    grad_result = 1.0                               # result = s + s3
    grad_s = grad_result
    grad_s3 = grad_result
    grad_x = np.broadcast_to(grad_s3, np.shape(x))  # s3 = np.sum(x)
    grad_x = own(grad_x)
    for i in reversed(range(len(x))):
        v = vs_1.pop()
        v_1 = vs.pop()
        s = ss.pop()
        v_2 = x[i]                     # v = x[i]
        grad_s2 = grad_s               # s = s2 + v
        grad_v = grad_s
        grad_s = grad_s2               # s2 = s + s1
        grad_s1 = grad_s2
        grad_v += grad_s1 * s          # s1 = v * s
        grad_s += grad_s1 * v
        grad_v = grad_v * np.cos(v_1)  # v = np.sin(v)
        grad_v = 2 * (grad_v * v_2)    # v = v * v
        grad_x[i] += grad_v            # v = x[i]
    return grad_x
