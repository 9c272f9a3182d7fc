# The factor may raise, and so may the loop, which comes first: two passes.

import numpy as np


def f(x, where, factors, k):
    s = 0.0
    for i in range(len(where)):
        s += x[where[i]] * x[where[i]]
    return s * factors[k]


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.8]), np.array([0, 2, 2]), np.array([0.5, 2.0]), 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, where, factors, k):
    # forward
    s0s = []
    s = 0.0
    for i in range(len(where)):
        s0 = x[where[i]]
        s0s.append(s0)
        s += s0 * s0
    s1 = factors[k]
    result = s * s1
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(where))):
        s0 = s0s.pop()
        np.add.at(grad_x, where[i], 2.0 * s1 * s0)  # s0 = x[where[i]]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, where, factors, k):
    # forward
    s0 = factors[k]
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(where))):
        s1 = where[i]  # s += x[where[i]] * x[where[i]]
        grad_x[s1] += 2 * s0 * x[s1]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, where, factors, k):
    # forward
    s0 = len(where)
    s1s = []
    s2s = []
    s = 0.0
    for i in range(s0):
        s3 = where[i]
        s1 = x[s3]
        s1s.append(s1)
        s4 = where[i]
        s2 = x[s4]
        s2s.append(s2)
        s5 = s1 * s2
        s += s5
    s6 = factors[k]
    result = s * s6
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s * s6
    grad_s = grad_result * s6
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(where))):
        s2 = s2s.pop()
        s1 = s1s.pop()
        grad_s5 = grad_s                      # s += s5
        grad_s1 = grad_s5 * s2                # s5 = s1 * s2
        grad_s2 = grad_s5 * s1
        np.add.at(grad_x, where[i], grad_s2)  # s2 = x[s4]
        np.add.at(grad_x, where[i], grad_s1)  # s1 = x[s3]
    return grad_x
