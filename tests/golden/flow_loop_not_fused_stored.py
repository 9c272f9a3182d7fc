# An iteration reads what another one has stored: two passes.

import numpy as np


def f(x):
    y = x * 1.0
    s = 0.0
    for i in range(1, len(x)):
        y[i] = y[i - 1] * x[i]
        s += y[i]
    return s


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = x * 1.0
    s0s = []
    s1s = []
    s = 0.0
    for i in range(1, len(x)):
        s0 = y[i - 1]
        s0s.append(own(s0))
        s1 = s0 * x[i]
        s1s.append(s1)
        y[i] = s1
        s += y[i]
    require_scalar(s)
    # backward
    grad_y = np.zeros_like(y)
    grad_x = np.zeros_like(x)
    for i in reversed(range(1, len(x))):
        s1 = s1s.pop()
        s0 = s0s.pop()
        s3 = x[i]                             # s1 = s0 * x[i]
        grad_y[i] += 1.0                      # s += y[i]
        grad_s1 = unbroadcast(grad_y[i], s1)  # y[i] = s1
        s4 = grad_s1 * s3                     # s1 = s0 * x[i]
        s5 = grad_s1 * s0
        grad_y[i] = 0                         # y[i] = s1
        grad_x[i] += unbroadcast(s5, s3)      # s1 = s0 * x[i]
        grad_y[i - 1] += unbroadcast(s4, s0)  # s0 = y[i - 1]
    grad_x += grad_y  # y = x * 1.0
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    y = x * 1.0
    s0s = []
    for i in range(1, len(x)):
        s0 = y[i - 1]
        s0s.append(s0)
        y[i] = s0 * x[i]
    # backward
    grad_y = np.zeros_like(y)
    grad_x = np.zeros_like(x)
    for i in reversed(range(1, len(x))):
        s0 = s0s.pop()
        grad_y[i] += 1.0                 # s += y[i]
        grad_s1 = grad_y[i]              # y[i] = s0 * x[i]
        grad_y[i] = 0
        grad_x[i] += grad_s1 * s0
        grad_y[i - 1] += grad_s1 * x[i]  # s0 = y[i - 1]
    grad_x += grad_y  # y = x * 1.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = x * 1.0
    s0 = len(x)
    s1s = []
    s2s = []
    s = 0.0
    for i in range(1, s0):
        s3 = i - 1
        s1 = y[s3]
        s4 = own(s1)
        s1s.append(s4)
        s5 = x[i]
        s2 = s1 * s5
        s2s.append(s2)
        y[i] = s2
        s6 = y[i]
        s += s6
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_y = np.zeros_like(y)
    grad_x = np.zeros_like(x)
    for i in reversed(range(1, len(x))):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s8 = x[i]                                # s5 = x[i]
        grad_s6 = grad_s                         # s += s6
        grad_y[i] += grad_s6                     # s6 = y[i]
        grad_s2 = unbroadcast(grad_y[i], s2)     # y[i] = s2
        grad_s2 = own(grad_s2)
        grad_y[i] = 0
        grad_s1 = unbroadcast(grad_s2 * s8, s1)  # s2 = s1 * s5
        grad_s5 = unbroadcast(grad_s2 * s1, s8)
        grad_x[i] += grad_s5                     # s5 = x[i]
        grad_y[i - 1] += grad_s1                 # s4 = own(s1)
    grad_x += grad_y * 1.0  # y = x * 1.0
    return grad_x
