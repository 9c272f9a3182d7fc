# Results are remembered by what they are of.

import numpy as np


def f(x, ns):
    memo = {}
    s = 0.0
    for n in ns:
        if n not in memo:
            memo[n] = np.sin(n * x)
        s = s + memo[n] * memo[n]
    return s


ANALYTIC = True
ARGS = (0.4, [1, 3, 1, 2, 3])


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, ns):
    # forward
    s0 = list(ns)
    memo = {}
    s1s = []
    s2s = []
    s3s = []
    s = 0.0
    for n in s0:
        s1 = n not in memo
        s1s.append(s1)
        if s1:
            s2 = n * x
            s2s.append(s2)
            memo[n] = np.sin(s2)
        s3 = memo[n]
        s3s.append(s3)
        s = s + s3 * s3
    require_scalar(s)
    # backward
    grad_memo = zeros_each(memo)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s0))):
        s3 = s3s.pop()
        s1 = s1s.pop()
        n = s0[i]
        grad_memo[n] = grad_memo[n] + 2 * s3  # s3 = memo[n]
        if s1:
            s2 = s2s.pop()
            grad_s5 = grad_memo.pop(n)                          # memo[n] = np.sin(s2)
            grad_x += unbroadcast(grad_s5 * np.cos(s2) * n, x)  # s2 = n * x
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, ns):
    # forward
    s0 = list(ns)
    s1 = len(s0)
    memo = {}
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    s = 0.0
    for i in range(s1):
        n = s0[i]
        s2 = n not in memo
        s2s.append(s2)
        if s2:
            s3 = n * x
            s3s.append(s3)
            s6 = np.sin(s3)
            memo[n] = s6
        s4 = memo[n]
        s4s.append(s4)
        s5 = memo[n]
        s5s.append(s5)
        s7 = s4 * s5
        s = s + s7
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_memo = zeros_each(memo)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(s0))):
        s5 = s5s.pop()
        s4 = s4s.pop()
        s2 = s2s.pop()
        n = s0[i]                              # n = s0[i]
        grad_s7 = grad_s                       # s = s + s7
        grad_s4 = grad_s7 * s5                 # s7 = s4 * s5
        grad_s5 = grad_s7 * s4
        grad_memo[n] = grad_memo[n] + grad_s5  # s5 = memo[n]
        grad_memo[n] = grad_memo[n] + grad_s4  # s4 = memo[n]
        if s2:
            s3 = s3s.pop()
            grad_s6 = grad_memo.pop(n)             # memo[n] = s6
            grad_s3 = grad_s6 * np.cos(s3)         # s6 = np.sin(s3)
            grad_x += unbroadcast(grad_s3 * n, x)  # s3 = n * x
    return grad_x
