# An array, a list and a range in step.

import numpy as np


def f(x, weights):
    s = 0.0
    for v, w, k in zip(x, weights, range(5)):
        s = s + w * v**k
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), [2.0, 3.0, 0.5])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, weights):
    # forward
    s0 = list(weights)
    s1 = min(len(x), len(s0), 5)
    s = 0.0
    for i in range(s1):
        v = x[i]
        w = s0[i]
        s = s + w * v ** i
    require_scalar(s)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(s1)):
        v = x[i]                                          # w = s0[i]
        w = s0[i]
        grad_v = 1.0 * w * i * np.power(v, i - (i != 0))  # s = s + w * v ** i
        grad_x[i] += grad_v                               # w = s0[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, weights):
    # forward
    s0 = list(weights)
    s1 = range(5)
    s2 = len(x)
    s3 = len(s0)
    s4 = min(s2, s3, 5)
    ks = []
    s = 0.0
    for i in range(s4):
        v = x[i]
        w = s0[i]
        k = i
        ks.append(k)
        s5 = v ** k
        s6 = w * s5
        s = s + s6
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x)
    for i in reversed(range(s4)):
        k = ks.pop()
        v = x[i]                                          # k = i
        w = s0[i]
        grad_s6 = grad_s                                  # s = s + s6
        grad_s5 = grad_s6 * w                             # s6 = w * s5
        grad_v = grad_s5 * k * np.power(v, k - (k != 0))  # s5 = v ** k
        grad_x[i] += grad_v                               # k = i
    return grad_x
