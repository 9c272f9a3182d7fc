# Index tuples.

import numpy as np


def f(A):
    s = 0.0
    for i, j in np.ndindex(A.shape):
        s = s + (i + 2 * j) * A[i, j] ** 2
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, 1.2], [0.5, 0.8], [1.1, 0.4]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    s0 = list(np.ndindex(A.shape))
    s1s = []
    s2s = []
    s3s = []
    s = 0.0
    for i, j in s0:
        s1 = i + 2 * j
        s1s.append(s1)
        s2 = i, j
        s2s.append(s2)
        s3 = A[s2]
        s3s.append(s3)
        s = s + s1 * s3 ** 2
    require_scalar(s)
    # backward
    grad_A = np.zeros_like(A)
    for _ in reversed(range(len(s0))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        np.add.at(grad_A, s2, 1.0 * s1 * 2 * s3)  # s3 = A[s2]
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    s0 = A.shape
    s1 = np.ndindex(s0)
    s2 = list(s1)
    s3 = len(s2)
    s4s = []
    s5s = []
    s6s = []
    s = 0.0
    for i in range(s3):
        s7 = s2[i]
        i, j = s7
        s8 = 2 * j
        s4 = i + s8
        s4s.append(s4)
        s5 = i, j
        s5s.append(s5)
        s6 = A[s5]
        s6s.append(s6)
        s9 = s6 ** 2
        s10 = s4 * s9
        s = s + s10
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_A = np.zeros_like(A)
    for _ in reversed(range(len(s2))):
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        grad_s10 = grad_s               # s = s + s10
        grad_s9 = grad_s10 * s4         # s10 = s4 * s9
        grad_s6 = grad_s9 * 2 * s6      # s9 = s6 ** 2
        np.add.at(grad_A, s5, grad_s6)  # s6 = A[s5]
    return grad_A
