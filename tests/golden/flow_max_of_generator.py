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
    grad_ws = []
    s0s = []
    bests = []
    s1s = []
    s2 = False
    grad_w = -np.inf
    for v in x:
        grad_ws.append(grad_w)
        s0 = w * v
        s0s.append(s0)
        best = np.sin(s0)
        bests.append(best)
        s1 = not s2 or best > grad_w
        s1s.append(s1)
        if not s1:
            best = grad_w
        s2 = True
        grad_w = best
    result = grad_w * w
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)
    grad_grad_w = w
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        best = bests.pop()
        s0 = s0s.pop()
        s4 = grad_ws.pop()
        v = x[i]
        if s1:
            grad_grad_w_1 = np.zeros_like(s4)
        else:
            grad_grad_w_1 = grad_grad_w
            grad_grad_w = np.zeros_like(best)
        grad_s0 = grad_grad_w * np.cos(s0)     # s1 = best > grad_w
        grad_w += unbroadcast(grad_s0 * v, w)  # s0 = w * v
        grad_v = grad_s0 * w
        grad_x[i] += grad_v
        grad_grad_w = grad_grad_w_1
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = len(x)
    s1s = []
    s2s = []
    bests = []
    s3s = []
    s4 = False
    s1 = -np.inf
    for i in range(s0):
        s1s.append(s1)
        v = x[i]
        s2 = w * v
        s2s.append(s2)
        best = np.sin(s2)
        bests.append(best)
        s3 = not s4 or best > s1
        s3s.append(s3)
        if not s3:
            best = s1
        s4 = True
        s1 = best
    result = s1 * w
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s1 * w
    grad_s1 = grad_result * w
    grad_w = grad_result * s1
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s3 = s3s.pop()
        best = bests.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        v = x[i]  # v = x[i]
        grad_best = grad_s1
        if s3:
            grad_s1 = np.zeros_like(s1)
        else:
            grad_s1 = grad_best
            grad_best = np.zeros_like(best)
        grad_s2 = grad_best * np.cos(s2)       # s3 = best > s1
        grad_w += unbroadcast(grad_s2 * v, w)  # s2 = w * v
        grad_v = grad_s2 * w
        grad_x[i] += grad_v                    # v = x[i]
    return grad_x, grad_w
