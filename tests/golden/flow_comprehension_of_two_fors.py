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
    s1s = []
    for i in range(n):
        if i != 1:
            for j in range(i, n):
                s2 = x[j]
                s0 = s2 > 0
                s0s.append(s0)
                if s0:
                    s1 = s2 ** 2
                    s1s.append(s1)
                    pairs.append(x[i] * s1)
    result = sum(pairs)
    require_scalar(result)
    # backward
    grad_pairs = list(unreduce(1.0, pairs, 0))  # result = sum(pairs)
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        if i != 1:
            for j in reversed(range(i, n)):
                s0 = s0s.pop()
                s4 = x[j]  # s2 = x[j]
                if s0:
                    s1 = s1s.pop()
                    s5 = x[i]  # pairs.append(x[i] * s1)
                    grad_s6 = grad_pairs[-1]
                    grad_pairs = list(grad_pairs)
                    grad_pairs.pop()
                    # pairs = [x[i] * x[j] ** 2 for i in range(n) if i != 1 for j in...
                    grad_x[j] += unbroadcast(grad_s6 * s5, s1) * 2 * s4
                    # pairs.append(x[i] * s1)
                    grad_x[i] += unbroadcast(grad_s6 * s1, s5)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    n = len(x)
    pairs = []
    s0s = []
    s1s = []
    for i in range(n):
        if i != 1:
            for j in range(i, n):
                s2 = x[j]
                s0 = s2 > 0
                s0s.append(s0)
                if s0:
                    s3 = x[i]
                    s4 = x[j]
                    s1 = s4 ** 2
                    s1s.append(s1)
                    s5 = s3 * s1
                    pairs.append(s5)
    result = sum(pairs)
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = sum(pairs)
    grad_pairs = list(unreduce(grad_result, pairs, 0))
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        grad_pairs = grad_pairs
        if i != 1:
            grad_pairs = grad_pairs
            for j in reversed(range(i, n)):
                s0 = s0s.pop()
                grad_pairs = grad_pairs
                if s0:
                    s1 = s1s.pop()
                    s7 = x[i]                                # s3 = x[i]
                    grad_pairs = grad_pairs
                    grad_s5 = grad_pairs[-1]                 # pairs.append(s5)
                    grad_pairs = list(grad_pairs)
                    grad_pairs.pop()
                    grad_s3 = unbroadcast(grad_s5 * s1, s7)  # s5 = s3 * s1
                    grad_s1 = unbroadcast(grad_s5 * s7, s1)
                    grad_s4 = grad_s1 * 2 * x[j]             # s1 = s4 ** 2
                    grad_x[j] += grad_s4                     # s4 = x[j]
                    grad_x[i] += grad_s3                     # s3 = x[i]
                else:
                    grad_pairs = grad_pairs
            grad_pairs = grad_pairs
        else:
            grad_pairs = grad_pairs
    return grad_x
