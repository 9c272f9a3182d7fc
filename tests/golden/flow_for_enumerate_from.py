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
    # forward and backward
    grad_A = np.zeros_like(A)
    for i, row in enumerate(A):
        k = 1 + i
        grad_row = k * np.power(row, k - (k != 0))  # s = s + np.sum(row**k)
        grad_A[i] += grad_row
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    s0 = len(A)
    s = 0.0
    for i in range(s0):
        s1 = 1 + i
        row = A[i]
        k = s1
        s2 = row ** k
        s3 = np.sum(s2)
        s = s + s3
    # backward
    grad_s = 1.0
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        row = A[i]                                              # k = s1
        k = 1 + i
        grad_s3 = grad_s                                        # s = s + s3
        grad_s2 = np.broadcast_to(grad_s3, np.shape(row ** k))  # s3 = np.sum(s2)
        grad_row = grad_s2 * k * np.power(row, k - (k != 0))    # s2 = row ** k
        grad_A[i] += grad_row                                   # k = s1
    return grad_A
