# Two loops into one sum; each is fused, in the order of the function.

import numpy as np


def f(x, y, w):
    s = 0.0
    for v in x:
        s += np.sin(v * w)
    for v in y:
        s += np.cos(v * w)
    return s


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 0.8, 0.1]), 0.7)
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y, w):
    # forward
    s0s = []
    s = 0.0
    for v in x:
        s0 = v * w
        s0s.append(s0)
        s += np.sin(s0)
    s1s = []
    for v in y:
        s1 = v * w
        s1s.append(s1)
        s += np.cos(s1)
    require_scalar(s)
    # backward
    grad_y = np.zeros_like(y)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(y))):
        s1 = s1s.pop()
        v = y[i]
        s3 = np.sin(s1)           # s += np.cos(s1)
        grad_w = grad_w - s3 * v  # s1 = v * w
        grad_y[i] -= s3 * w
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        v = x[i]
        grad_s0 = np.cos(s0)  # s += np.sin(s0)
        grad_v = grad_s0 * w  # s0 = v * w
        grad_w += grad_s0 * v
        grad_x[i] += grad_v
    return grad_x, grad_y, grad_w


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, y, w):
    # forward and backward
    grad_x = np.zeros_like(x)
    grad_w = 0.0
    for i, v in enumerate(x):
        grad_s0 = np.cos(v * w)  # s += np.sin(v * w)
        grad_v = grad_s0 * w
        grad_w += grad_s0 * v
        grad_x[i] += grad_v
    grad_y = np.zeros_like(y)
    for i, v in enumerate(y):
        s1 = np.sin(v * w)  # s += np.cos(v * w)
        grad_w = grad_w - s1 * v
        grad_y[i] -= s1 * w
    return grad_x, grad_y, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y, w):
    # forward
    s0 = len(x)
    s1s = []
    s = 0.0
    for i in range(s0):
        v = x[i]
        s1 = v * w
        s1s.append(s1)
        s2 = np.sin(s1)
        s += s2
    s3 = len(y)
    s4s = []
    for i in range(s3):
        v = y[i]
        s4 = v * w
        s4s.append(s4)
        s5 = np.cos(s4)
        s += s5
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_y = np.zeros_like(y)
    grad_w = np.zeros_like(w)
    for i in reversed(range(len(y))):
        s4 = s4s.pop()
        v = y[i]                         # v = y[i]
        grad_s5 = grad_s                 # s += s5
        grad_s4 = -grad_s5 * np.sin(s4)  # s5 = np.cos(s4)
        grad_v = grad_s4 * w             # s4 = v * w
        grad_w += grad_s4 * v
        grad_y[i] += grad_v              # v = y[i]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        v = x[i]                        # v = x[i]
        grad_s2 = grad_s                # s += s2
        grad_s1 = grad_s2 * np.cos(s1)  # s2 = np.sin(s1)
        grad_v = grad_s1 * w            # s1 = v * w
        grad_w += grad_s1 * v
        grad_x[i] += grad_v             # v = x[i]
    return grad_x, grad_y, grad_w
