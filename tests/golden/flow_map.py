# `map` with a lambda and with a function.

import numpy as np


def wave(v, k):
    return np.sin(k * v)


def f(x, ks):
    return sum(map(wave, x, ks)) * sum(map(lambda v: v * v, x))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), [1, 2, 3])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, ks):
    # forward
    s0 = list(ks)
    s1 = min(len(x), len(s0))
    s2s = []
    s3 = 0
    for i in range(s1):
        s2 = s0[i] * x[i]
        s2s.append(s2)
        result = np.sin(s2)
        s3 = s3 + result
    s4 = 0
    for i in range(len(x)):
        s5 = x[i]
        s4 = s4 + s5 * s5
    result = s3 * s4
    require_scalar(result)
    # backward
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        grad_x[i] += 2.0 * s3 * x[i]  # s5 = x[i]
    for i in reversed(range(s1)):
        s2 = s2s.pop()
        grad_x[i] += s4 * np.cos(s2) * s0[i]  # s1 = min(len(x), len(s0))
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, ks):
    # forward
    s0 = list(ks)
    s1 = len(x)
    s2 = len(s0)
    s3 = min(s1, s2)
    s4s = []
    s5 = 0
    for i in range(s3):
        s6 = x[i]
        s7 = s0[i]
        s4 = s7 * s6
        s4s.append(s4)
        result = np.sin(s4)
        s5 = s5 + result
    s8 = len(x)
    s9 = 0
    for i in range(s8):
        s10 = x[i]
        s11 = s10 * s10
        s9 = s9 + s11
    result = s5 * s9
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = s5 * s9
    grad_s5 = grad_result * s9
    grad_s9 = grad_result * s5
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        grad_s9_1 = grad_s9
        grad_s9 = grad_s9_1    # s9 = s9 + s11
        grad_s11 = grad_s9_1
        grad_s10 = 2 * (grad_s11 * x[i])
        grad_x[i] += grad_s10  # s10 = x[i]
    for i in reversed(range(s3)):
        s4 = s4s.pop()
        grad_s5_1 = grad_s5                 # s10 = x[i]
        grad_s5 = grad_s5_1                 # s5 = s5 + result
        grad_result = grad_s5_1
        grad_s4 = grad_result * np.cos(s4)  # result = np.sin(s4)
        grad_s6 = grad_s4 * s0[i]           # s4 = s7 * s6
        grad_x[i] += grad_s6                # s7 = s0[i]
    return grad_x
