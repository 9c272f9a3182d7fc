# The columns of a matrix: rows of its transpose.

import numpy as np


def f(A):
    s = 0.0
    for column in A.T:
        s = s + column[0] * np.sum(column * column)
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    s0 = A.T
    s1s = []
    s = 0.0
    for column in s0:
        s1 = np.sum(column * column)
        s1s.append(s1)
        s = s + column[0] * s1
    require_scalar(s)
    # backward
    grad_s0 = np.zeros_like(s0)
    for i in reversed(range(len(s0))):
        s1 = s1s.pop()
        column = s0[i]
        grad_column = 2 * column[0] * column  # s1 = np.sum(column * column)
        grad_column[0] += s1                  # s = s + column[0] * s1
        grad_s0[i] += grad_column
    grad_A = grad_s0.T  # s0 = A.T
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    s0 = A.T
    s1 = len(s0)
    s2s = []
    s3s = []
    s = 0.0
    for i in range(s1):
        column = s0[i]
        s4 = column[0]
        s2 = column * column
        s2s.append(s2)
        s3 = np.sum(s2)
        s3s.append(s3)
        s5 = s4 * s3
        s = s + s5
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_s0 = np.zeros_like(s0)
    for i in reversed(range(len(s0))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        column = s0[i]                                    # column = s0[i]
        grad_s5 = grad_s                                  # s = s + s5
        grad_s4 = grad_s5 * s3                            # s5 = s4 * s3
        grad_s3 = grad_s5 * column[0]
        grad_s2 = np.broadcast_to(grad_s3, np.shape(s2))  # s3 = np.sum(s2)
        grad_column = 2 * (grad_s2 * column)              # s2 = column * column
        grad_column[0] += grad_s4                         # s4 = column[0]
        grad_s0[i] += grad_column                         # column = s0[i]
    grad_A = grad_s0.T  # s1 = len(s0)
    return grad_A
