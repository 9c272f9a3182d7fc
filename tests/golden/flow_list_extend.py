# A list is extended in a loop.

import numpy as np


def f(x, n):
    ys = []
    for i in range(n):
        ys.extend([x * i, np.sin(x)])
    return sum(ys) * ys[-1]


ANALYTIC = True
ARGS = (0.4, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    ys = []
    for i in range(n):
        ys.append(x * i)
        ys.append(np.sin(x))
    s0 = sum(ys)
    s1 = ys[-1]
    result = s0 * s1
    require_scalar(result)
    # backward
    grad_ys = zeros_each(ys)                          # s1 = ys[-1]
    grad_ys[-1] = grad_ys[-1] + 1.0 * s0
    grad_ys = add_each(grad_ys, spread_each(s1, ys))  # s0 = sum(ys)
    grad_x = np.zeros_like(x)
    s3 = np.cos(x)                                    # ys.append(np.sin(x))
    for i in reversed(range(n)):
        grad_s4 = grad_ys.pop()         # ys.append(np.sin(x))
        grad_s5 = grad_ys.pop()         # ys.append(x * i)
        grad_x = grad_x + grad_s4 * s3  # ys.append(np.sin(x))
        grad_x = grad_x + grad_s5 * i   # ys.append(x * i)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    ys = []
    for i in range(n):
        s0 = x * i
        s1 = np.sin(x)
        ys.append(s0)
        ys.append(s1)
    s2 = sum(ys)
    s3 = ys[-1]
    result = s2 * s3
    require_scalar(result)
    # backward
    grad_result = 1.0                                      # result = s2 * s3
    grad_s2 = grad_result * s3
    grad_s3 = grad_result * s2
    grad_ys = zeros_each(ys)                               # s3 = ys[-1]
    grad_ys[-1] = grad_ys[-1] + grad_s3
    grad_ys = add_each(grad_ys, spread_each(grad_s2, ys))  # s2 = sum(ys)
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        grad_s1 = grad_ys.pop()                # ys.append(s1)
        grad_s0 = grad_ys.pop()                # ys.append(s0)
        grad_x = grad_x + grad_s1 * np.cos(x)  # s1 = np.sin(x)
        grad_x = grad_x + grad_s0 * i          # s0 = x * i
    return grad_x
