# The list becomes an array.

import numpy as np


def f(x, w):
    y = np.array([v * w**k for k, v in enumerate(x)])
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), 0.8)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = []
    s1s = []
    for k, v in enumerate(x):
        s1 = w ** k
        s1s.append(s1)
        s0.append(v * s1)
    y = np.array(s0)
    # backward
    grad_y = 2.0 * y        # return np.sum(y * y)
    grad_s0 = list(grad_y)  # y = np.array(s0)
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for k in reversed(range(len(x))):
        s1 = s1s.pop()
        v = x[k]
        grad_s2 = grad_s0.pop()  # s0.append(v * s1)
        grad_v = unbroadcast(grad_s2 * s1, v)
        # s1 = w ** k
        grad_w += unbroadcast(grad_s2 * v, s1) * k * np.power(w, k - (k != 0))
        grad_x[k] += grad_v
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = []
    s1 = len(x)
    s2s = []
    for k in range(s1):
        v = x[k]
        s2 = w ** k
        s2s.append(s2)
        s3 = v * s2
        s0.append(s3)
    y = np.array(s0)
    s4 = y * y
    result = np.sum(s4)
    # backward
    grad_result = 1.0           # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_y = 2 * (grad_s4 * y)  # s4 = y * y
    grad_s0 = list(grad_y)      # y = np.array(s0)
    grad_x = np.zeros_like(x)
    grad_w = np.zeros_like(w)
    for k in reversed(range(len(x))):
        s2 = s2s.pop()
        v = x[k]                                           # v = x[k]
        grad_s3 = grad_s0.pop()                            # s0.append(s3)
        grad_v = unbroadcast(grad_s3 * s2, v)              # s3 = v * s2
        grad_s2 = unbroadcast(grad_s3 * v, s2)
        grad_w += grad_s2 * k * np.power(w, k - (k != 0))  # s2 = w ** k
        grad_x[k] += grad_v                                # v = x[k]
    return grad_x, grad_w
