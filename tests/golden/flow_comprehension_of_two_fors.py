# Two `for` and two `if` in one comprehension.

import numpy as np


def f(x):
    n = len(x)
    pairs = [x[i] * x[j] ** 2 for i in range(n) if i != 1 for j in range(i, n) if x[j] > 0]
    return sum(pairs)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    n = len(x)
    pairs = []
    s0s = []
    for i in range(n):
        if i != 1:
            for j in range(i, n):
                s1 = x[j]
                if s1 > 0:
                    s0 = s1 ** 2
                    s0s.append(s0)
                    pairs.append(x[i] * s0)
    result = sum(pairs)
    require_scalar(result)
    # backward
    grad_pairs = spread_each(1.0, pairs)  # result = sum(pairs)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        if i != 1:
            for j in reversed(range(i, len(x))):
                s3 = x[j]  # s1 = x[j]
                if s3 > 0:
                    s0 = s0s.pop()
                    s4 = x[i]  # pairs.append(x[i] * s0)
                    grad_s5 = grad_pairs.pop()
                    # pairs = [x[i] * x[j] ** 2 for i in range(n) if i != 1 for j in...
                    grad_x[j] += unbroadcast(grad_s5 * s4, s0) * 2 * s3
                    # pairs.append(x[i] * s0)
                    grad_x[i] += unbroadcast(grad_s5 * s0, s4)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    n = len(x)
    pairs = []
    s0s = []
    for i in range(n):
        if i != 1:
            for j in range(i, n):
                s1 = x[j]
                if s1 > 0:
                    s2 = x[i]
                    s3 = x[j]
                    s0 = s3 ** 2
                    s0s.append(s0)
                    s4 = s2 * s0
                    pairs.append(s4)
    result = sum(pairs)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = sum(pairs)
    grad_pairs = spread_each(grad_result, pairs)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        if i != 1:
            for j in reversed(range(i, len(x))):
                if x[j] > 0:
                    s0 = s0s.pop()
                    s6 = x[i]                                # s2 = x[i]
                    grad_s4 = grad_pairs.pop()               # pairs.append(s4)
                    grad_s2 = unbroadcast(grad_s4 * s0, s6)  # s4 = s2 * s0
                    grad_s0 = unbroadcast(grad_s4 * s6, s0)
                    grad_s3 = grad_s0 * 2 * x[j]             # s0 = s3 ** 2
                    grad_x[j] += grad_s3                     # s3 = x[j]
                    grad_x[i] += grad_s2                     # s2 = x[i]
    return grad_x
