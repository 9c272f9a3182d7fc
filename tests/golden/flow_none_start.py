# None until something is found.

import numpy as np


def f(x):
    best = None
    for v in x:
        if best is None or v * v > best:
            best = v * v
    return np.sin(best)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    bests = []
    s0s = []
    best = None
    for v in x:
        bests.append(best)
        s0 = best is None or v * v > best
        s0s.append(s0)
        if s0:
            best = v * v
    result = np.sin(best)
    require_scalar(result)
    # backward
    grad_best = np.cos(best)  # result = np.sin(best)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        best = bests.pop()
        v = x[i]
        if s0:
            grad_v = 2.0 * grad_best * v  # best = v * v
            grad_best = np.zeros_like(best)
            grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    bests = []
    s1s = []
    best = None
    for i in range(s0):
        bests.append(best)
        v = x[i]
        s1 = best is None or v * v > best
        s1s.append(s1)
        if s1:
            best = v * v
    result = np.sin(best)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = np.sin(best)
    grad_best = grad_result * np.cos(best)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        best = bests.pop()
        v = x[i]  # v = x[i]
        if s1:
            grad_v = 2 * (grad_best * v)  # best = v * v
            grad_best = np.zeros_like(best)
        else:
            grad_v = np.zeros_like(v)
        grad_x[i] += grad_v  # v = x[i]
    return grad_x
