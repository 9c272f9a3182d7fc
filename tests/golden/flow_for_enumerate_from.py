# `enumerate` from 1, over the rows of a matrix.

import numpy as np


def f(A):
    s = 0.0
    for k, row in enumerate(A, start=1):
        s = s + np.sum(row**k)
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, 1.2], [0.5, 0.8], [1.1, 0.4]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # backward
    grad_A = np.zeros_like(A)
    grad_s = 1.0
    for i in reversed(range(len(A))):
        k = 1 + i
        row = A[i]
        grad_row = grad_s * k * np.power(row, k - (k != 0))  # s = s + np.sum(row**k)
        grad_A[i] += grad_row
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    s0 = len(A)
    ks = []
    s1s = []
    s = 0.0
    for i in range(s0):
        s2 = 1 + i
        row = A[i]
        k = s2
        ks.append(k)
        s1 = row ** k
        s1s.append(s1)
        s3 = np.sum(s1)
        s = s + s3
    # backward
    grad_s = 1.0
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        s1 = s1s.pop()
        k = ks.pop()
        row = A[i]                                            # k = s2
        grad_s = grad_s
        grad_s3 = grad_s                                      # s = s + s3
        grad_s1 = np.broadcast_to(grad_s3, np.shape(s1))      # s3 = np.sum(s1)
        grad_row = grad_s1 * k * np.power(row, k - (k != 0))  # s1 = row ** k
        grad_s = grad_s                                       # s = s + s3
        grad_A[i] += grad_row                                 # k = s2
    return grad_A
