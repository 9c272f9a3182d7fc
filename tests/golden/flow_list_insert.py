# What is found goes to the front.

import numpy as np


def f(x):
    ys = []
    for v in x:
        ys.insert(0, np.sin(v))
    return ys[0] * ys[-1]


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ys = []
    for v in x:
        ys.insert(0, np.sin(v))
    s0 = ys[0]
    s1 = ys[-1]
    result = s0 * s1
    require_scalar(result)
    # backward
    grad_ys = zeros_each(ys)      # s1 = ys[-1]
    grad_ys[-1] = grad_ys[-1] + s0
    grad_ys[0] = grad_ys[0] + s1  # s0 = ys[0]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_s3 = grad_ys.pop(0)  # ys.insert(0, np.sin(v))
        grad_v = grad_s3 * np.cos(v)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    ys = []
    for i in range(s0):
        v = x[i]
        s1 = np.sin(v)
        ys.insert(0, s1)
    s2 = ys[0]
    s3 = ys[-1]
    result = s2 * s3
    require_scalar(result)
    # backward
    grad_result = 1.0                  # result = s2 * s3
    grad_s2 = grad_result * s3
    grad_s3 = grad_result * s2
    grad_ys = zeros_each(ys)           # s3 = ys[-1]
    grad_ys[-1] = grad_ys[-1] + grad_s3
    grad_ys[0] = grad_ys[0] + grad_s2  # s2 = ys[0]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                      # v = x[i]
        grad_s1 = grad_ys.pop(0)      # ys.insert(0, s1)
        grad_v = grad_s1 * np.cos(v)  # s1 = np.sin(v)
        grad_x[i] += grad_v           # v = x[i]
    return grad_x
