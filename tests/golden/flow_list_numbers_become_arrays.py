# A number of the list makes way for an array.

import numpy as np


def f(x, n):
    sums = [0.0, 1.0]
    for i in range(n):
        sums[i % 2] = sums[i % 2] + x * i
    return np.sum(np.sin(sums[0] * sums[1]))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    sums = [0.0, 1.0]
    s0s = []
    s1s = []
    for i in range(n):
        s2 = i % 2
        s0 = sums[s2]
        s0s.append(s0)
        s1 = s0 + x * i
        s1s.append(s1)
        sums[s2] = s1
    s3 = sums[0]
    s4 = sums[1]
    # backward
    grad_s5 = np.cos(s3 * s4)     # return np.sum(np.sin(sums[0] * sums[1]))
    grad_sums = zeros_each(sums)  # s4 = sums[1]
    grad_sums[1] = grad_sums[1] + unbroadcast(grad_s5 * s3, s4)
    grad_sums[0] = grad_sums[0] + unbroadcast(grad_s5 * s4, s3)  # s3 = sums[0]
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        s6 = i % 2                                                # s2 = i % 2
        grad_s1 = fill_like(grad_sums[s6], s1)                    # sums[s2] = s1
        grad_sums[s6] = 0.0
        grad_x += unbroadcast(grad_s1, x) * i                     # s1 = s0 + x * i
        grad_sums[s6] = grad_sums[s6] + unbroadcast(grad_s1, s0)  # s0 = sums[s2]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    sums = [0.0, 1.0]
    s0s = []
    s1s = []
    s2s = []
    for i in range(n):
        s3 = i % 2
        s0 = sums[s3]
        s0s.append(s0)
        s1 = x * i
        s1s.append(s1)
        s2 = s0 + s1
        s2s.append(s2)
        s4 = i % 2
        sums[s4] = s2
    s5 = sums[0]
    s6 = sums[1]
    s7 = s5 * s6
    s8 = np.sin(s7)
    result = np.sum(s8)
    # backward
    grad_result = 1.0                        # result = np.sum(s8)
    grad_s8 = np.broadcast_to(grad_result, np.shape(s8))
    grad_s7 = grad_s8 * np.cos(s7)           # s8 = np.sin(s7)
    grad_s5 = unbroadcast(grad_s7 * s6, s5)  # s7 = s5 * s6
    grad_s6 = unbroadcast(grad_s7 * s5, s6)
    grad_sums = zeros_each(sums)             # s6 = sums[1]
    grad_sums[1] = grad_sums[1] + grad_s6
    grad_sums[0] = grad_sums[0] + grad_s5    # s5 = sums[0]
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        s9 = i % 2                               # s3 = i % 2
        s10 = i % 2                              # s4 = i % 2
        grad_s2 = fill_like(grad_sums[s10], s2)  # sums[s4] = s2
        grad_sums[s10] = 0.0
        grad_s0 = unbroadcast(grad_s2, s0)       # s2 = s0 + s1
        grad_s1 = unbroadcast(grad_s2, s1)
        grad_x += grad_s1 * i                    # s1 = x * i
        grad_sums[s9] = grad_sums[s9] + grad_s0  # s0 = sums[s3]
    return grad_x
