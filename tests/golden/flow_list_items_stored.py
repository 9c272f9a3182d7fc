# A list of fixed length, written by index.

import numpy as np


def f(x, n):
    ys = [0.0] * n
    ys[0] = x
    for i in range(1, n):
        ys[i] = np.sin(ys[i - 1]) + i
    return sum(ys)


ANALYTIC = True
ARGS = (0.7, 4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    ys = [0.0] * n
    ys[0] = x
    s0s = []
    s1s = []
    for i in range(1, n):
        s0 = ys[i - 1]
        s0s.append(s0)
        s1 = np.sin(s0) + i
        s1s.append(s1)
        ys[i] = s1
    result = sum(ys)
    require_scalar(result)
    # backward
    grad_ys = spread_each(1.0, ys)  # result = sum(ys)
    for i in reversed(range(1, n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        s3 = i - 1                                        # s0 = ys[i - 1]
        grad_s1 = fill_like(grad_ys[i], s1)               # ys[i] = s1
        grad_ys[i] = 0.0
        grad_ys[s3] = grad_ys[s3] + grad_s1 * np.cos(s0)  # s0 = ys[i - 1]
    grad_x = fill_like(grad_ys[0], x)  # ys[0] = x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s0 = [0.0] * n
    ys = s0
    ys[0] = x
    s1s = []
    s2s = []
    for i in range(1, n):
        s3 = i - 1
        s1 = ys[s3]
        s1s.append(s1)
        s4 = np.sin(s1)
        s2 = s4 + i
        s2s.append(s2)
        ys[i] = s2
    result = sum(ys)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = sum(ys)
    grad_ys = spread_each(grad_result, ys)
    for i in reversed(range(1, n)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s6 = i - 1                           # s3 = i - 1
        grad_s2 = fill_like(grad_ys[i], s2)  # ys[i] = s2
        grad_ys[i] = 0.0
        grad_s4 = grad_s2                    # s2 = s4 + i
        grad_s1 = grad_s4 * np.cos(s1)       # s4 = np.sin(s1)
        grad_ys[s6] = grad_ys[s6] + grad_s1  # s1 = ys[s3]
    grad_x = fill_like(grad_ys[0], x)  # ys[0] = x
    return grad_x
