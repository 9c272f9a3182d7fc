# The iteration that ends the loop is the last one either way.

import numpy as np


def f(x, w):
    s = 0.0
    for v in x:
        if v > 2:
            break
        s += np.sin(v * w)
    return s


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 2.6, 0.1]), 0.7)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    s0s = []
    s = 0.0
    steps = 0
    for v in x:
        steps = steps + 1
        if v > 2:
            break
        s0 = v * w
        s0s.append(s0)
        s += np.sin(s0)
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)  # steps = steps + 1
    grad_w = np.zeros_like(w)
    for i in reversed(range(steps)):
        v = x[i]
        if v > 2:
            continue
        s0 = s0s.pop()
        grad_s0 = np.cos(s0)  # s += np.sin(s0)
        grad_v = grad_s0 * w  # s0 = v * w
        grad_w += grad_s0 * v
        grad_x[i] += grad_v
    return grad_x, grad_w


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, w):
    # forward and backward
    grad_x = np.zeros_like(x)
    grad_w = 0.0
    for i, v in enumerate(x):
        if v > 2:
            break
        grad_s0 = np.cos(v * w)  # s += np.sin(v * w)
        grad_v = grad_s0 * w
        grad_w += grad_s0 * v
        grad_x[i] += grad_v
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = len(x)
    s1s = []
    s = 0.0
    steps = 0
    for i in range(s0):
        v = x[i]
        steps = steps + 1
        if v > 2:
            break
        s1 = v * w
        s1s.append(s1)
        s2 = np.sin(s1)
        s += s2
    require_scalar(s)
    # backward
    grad_s = 1.0  # steps = steps + 1
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(steps)):
        v = x[i]  # v = x[i]
        if v > 2:
            grad_v = np.zeros_like(v)
        else:
            s1 = s1s.pop()
            grad_s2 = grad_s                # s += s2
            grad_s1 = grad_s2 * np.cos(s1)  # s2 = np.sin(s1)
            grad_v = grad_s1 * w            # s1 = v * w
            grad_w += grad_s1 * v
        grad_x[i] += grad_v  # v = x[i]
    return grad_x, grad_w
