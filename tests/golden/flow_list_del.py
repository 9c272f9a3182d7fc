# An item less.

import numpy as np


def f(x):
    ys = [v * v for v in x]
    del ys[1]
    return ys[0] * np.sin(ys[1])


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    ys = []
    s0s = []
    for v in x:
        s0 = v * v
        s0s.append(s0)
        ys.append(s0)
    del ys[1]
    s1 = ys[0]
    s2 = ys[1]
    s3 = np.sin(s2)
    result = s1 * s3
    require_scalar(result)
    # backward
    grad_ys = zeros_each(ys)      # s2 = ys[1]
    grad_ys[1] = grad_ys[1] + s1 * np.cos(s2)
    grad_ys[0] = grad_ys[0] + s3  # s1 = ys[0]
    grad_ys.insert(1, 0.0)        # del ys[1]
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s0 = s0s.pop()
        v = x[i]
        grad_s0 = fill_like(grad_ys.pop(), s0)  # ys.append(s0)
        grad_v = 2 * grad_s0 * v                # s0 = v * v
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    ys = []
    s0 = len(x)
    s1s = []
    for i in range(s0):
        v = x[i]
        s1 = v * v
        s1s.append(s1)
        ys.append(s1)
    s2 = ys.pop(1)
    s3 = ys[0]
    s4 = ys[1]
    s5 = np.sin(s4)
    result = s3 * s5
    require_scalar(result)
    # backward
    grad_result = 1.0                  # result = s3 * s5
    grad_s3 = grad_result * s5
    grad_s5 = grad_result * s3
    grad_s4 = grad_s5 * np.cos(s4)     # s5 = np.sin(s4)
    grad_ys = zeros_each(ys)           # s4 = ys[1]
    grad_ys[1] = grad_ys[1] + grad_s4
    grad_ys[0] = grad_ys[0] + grad_s3  # s3 = ys[0]
    grad_ys.insert(1, 0.0)             # s2 = ys.pop(1)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s1 = s1s.pop()
        v = x[i]                                # v = x[i]
        grad_s1 = fill_like(grad_ys.pop(), s1)  # ys.append(s1)
        grad_v = 2 * (grad_s1 * v)              # s1 = v * v
        grad_x[i] += grad_v                     # v = x[i]
    return grad_x
