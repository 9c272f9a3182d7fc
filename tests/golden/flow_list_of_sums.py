# A sum for each row, in a list of arrays.

import numpy as np


def f(x, owner, n):
    sums = [np.zeros(2) for _ in range(n)]
    for row, i in zip(x, owner):
        sums[i] += row * row
    return np.sum(sums[0] * sums[1])


ANALYTIC = False
ARGS = (np.array([[0.3, -1.2], [0.5, 0.7], [0.1, 0.2]]), [1, 0, 1], 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, owner, n):
    # forward
    sums = []
    for _ in range(n):
        sums.append(np.zeros(2))
    s0 = list(owner)
    s1 = min(len(x), len(s0))
    s2s = []
    for i in range(s1):
        row = x[i]
        i = s0[i]
        s2 = row * row
        s2s.append(s2)
        sums[i] = sums[i] + s2
    s3 = sums[0]
    s4 = sums[1]
    # backward
    grad_s5 = np.broadcast_to(1.0, np.shape(s3 * s4))  # return np.sum(sums[0] * sum...
    grad_sums = zeros_each(sums)                       # s4 = sums[1]
    grad_sums[1] = grad_sums[1] + unbroadcast(grad_s5 * s3, s4)
    grad_sums[0] = grad_sums[0] + unbroadcast(grad_s5 * s4, s3)  # s3 = sums[0]
    grad_x = np.zeros_like(x)
    for i in reversed(range(s1)):
        s2 = s2s.pop()
        row = x[i]                                            # i = s0[i]
        i_1 = s0[i]
        grad_row = 2 * unbroadcast(grad_sums[i_1], s2) * row  # s2 = row * row
        grad_x[i] += grad_row                                 # i = s0[i]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, owner, n):
    # forward
    sums = []
    for _ in range(n):
        s0 = np.zeros(2)
        sums.append(s0)
    s1 = list(owner)
    s2 = len(x)
    s3 = len(s1)
    s4 = min(s2, s3)
    s5s = []
    for i in range(s4):
        row = x[i]
        i = s1[i]
        s5 = row * row
        s5s.append(s5)
        s6 = sums[i]
        s7 = s6 + s5
        sums[i] = s7
    s8 = sums[0]
    s9 = sums[1]
    s10 = s8 * s9
    result = np.sum(s10)
    # backward
    grad_result = 1.0                         # result = np.sum(s10)
    grad_s10 = np.broadcast_to(grad_result, np.shape(s10))
    grad_s8 = unbroadcast(grad_s10 * s9, s8)  # s10 = s8 * s9
    grad_s9 = unbroadcast(grad_s10 * s8, s9)
    grad_sums = zeros_each(sums)              # s9 = sums[1]
    grad_sums[1] = grad_sums[1] + grad_s9
    grad_sums[0] = grad_sums[0] + grad_s8     # s8 = sums[0]
    grad_x = np.zeros_like(x)
    for i in reversed(range(s4)):
        s5 = s5s.pop()
        row = x[i]                                 # i = s1[i]
        i_1 = s1[i]
        grad_s5 = unbroadcast(grad_sums[i_1], s5)  # sums[i] = s7
        grad_row = 2 * (grad_s5 * row)             # s5 = row * row
        grad_x[i] += grad_row                      # i = s1[i]
    return grad_x
