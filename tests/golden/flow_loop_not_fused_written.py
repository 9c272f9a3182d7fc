# What the loop reads is written to behind it, and the cotangent has passed the write: two passes.

import numpy as np


def f(x):
    y = x * 2
    s = 0.0
    for v in y:
        s += v * v * v
    y[0] = 5.0
    return s + y[0] * y[1]


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    vs = []
    for v in y:
        vs.append(v)
    y[0] = 5.0
    # backward
    grad_y = np.zeros_like(y)  # return s + y[0] * y[1]
    grad_y[1] = y[0]
    grad_y[0] += y[1]
    grad_y[0] = 0              # y[0] = 5.0
    for i in reversed(range(len(y))):
        v = vs.pop()
        grad_v = v * v + 2 * v * v  # s += v * v * v
        grad_y[i] += grad_v
    grad_x = grad_y * 2  # y = x * 2
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    vs = []
    for v in y:
        vs.append(v)
    y[0] = 5.0
    # backward
    grad_y = np.zeros_like(y)  # return s + y[0] * y[1]
    grad_y[1] = y[0]
    grad_y[0] += y[1]
    grad_y[0] = 0              # y[0] = 5.0
    for i in reversed(range(len(y))):
        v = vs.pop()
        grad_v = v * v + 2 * v * v  # s += v * v * v
        grad_y[i] += grad_v
    grad_x = grad_y * 2  # y = x * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 2
    s0 = len(y)
    vs = []
    s = 0.0
    for i in range(s0):
        v = y[i]
        vs.append(v)
        s1 = v * v
        s2 = s1 * v
        s += s2
    y_1 = y.copy()
    y_1[0] = 5.0
    s3 = y_1[0]
    s4 = y_1[1]
    s5 = s3 * s4
    result = s + s5
    # backward
    grad_result = 1.0            # result = s + s5
    grad_s = grad_result
    grad_s5 = grad_result
    grad_s3 = grad_s5 * s4       # s5 = s3 * s4
    grad_s4 = grad_s5 * s3
    grad_y = np.zeros_like(y_1)  # s4 = y_1[1]
    grad_y[1] += grad_s4
    grad_y[0] += grad_s3         # s3 = y_1[0]
    grad_y[0] = 0                # y_1[0] = 5.0
    for i in reversed(range(len(y))):
        v = vs.pop()
        grad_s2 = grad_s             # s += s2
        grad_s1 = grad_s2 * v        # s2 = s1 * v
        grad_v = grad_s2 * (v * v)
        grad_v += 2 * (grad_s1 * v)  # s1 = v * v
        grad_y[i] += grad_v          # v = y[i]
    grad_x = grad_y * 2  # y = x * 2
    return grad_x
