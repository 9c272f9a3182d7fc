# The largest takes the derivative.

import numpy as np


def f(x, w):
    return max(np.sin(w * v) for v in x) * w


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 0.8)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = []
    s1s = []
    for v in x:
        s1 = w * v
        s1s.append(s1)
        s0.append(np.sin(s1))
    place = max(range(len(s0)), key=s0.__getitem__)
    grad_w = s0[place]
    result = grad_w * w
    require_scalar(result)
    # backward
    grad_s0 = zeros_each(s0)  # grad_w = s0[place]
    grad_s0[place] = grad_s0[place] + w
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        v = x[i]
        grad_s3 = grad_s0.pop()                # s0.append(np.sin(s1))
        grad_s1 = grad_s3 * np.cos(s1)
        grad_w += unbroadcast(grad_s1 * v, w)  # s1 = w * v
        grad_v = grad_s1 * w
        grad_x[i] += grad_v
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = []
    s1 = len(x)
    s2s = []
    for i in range(s1):
        v = x[i]
        s2 = w * v
        s2s.append(s2)
        s3 = np.sin(s2)
        s0.append(s3)
    place = max(range(len(s0)), key=s0.__getitem__)
    s4 = s0[place]
    result = s4 * w
    require_scalar(result)
    # backward
    grad_result = 1.0         # result = s4 * w
    grad_s4 = grad_result * w
    grad_w = grad_result * s4
    grad_s0 = zeros_each(s0)  # s4 = s0[place]
    grad_s0[place] = grad_s0[place] + grad_s4
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s2 = s2s.pop()
        v = x[i]                               # v = x[i]
        grad_s3 = grad_s0.pop()                # s0.append(s3)
        grad_s2 = grad_s3 * np.cos(s2)         # s3 = np.sin(s2)
        grad_w += unbroadcast(grad_s2 * v, w)  # s2 = w * v
        grad_v = grad_s2 * w
        grad_x[i] += grad_v                    # v = x[i]
    return grad_x, grad_w
