# Two loops over the axes of one array.

import numpy as np


def f(A):
    s = 1.0
    for row in A:
        for a in row:
            s = s + a * s
    return s


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    ss = []
    s = 1.0
    for row in A:
        for a in row:
            ss.append(s)
            s = s + a * s
    require_scalar(s)
    # backward
    grad_A = np.zeros_like(A)
    grad_s = 1.0
    for i in reversed(range(len(A))):
        row = A[i]
        grad_row = np.zeros_like(row)
        for j in reversed(range(len(row))):
            s = ss.pop()
            a = row[j]
            grad_a = grad_s * s  # s = s + a * s
            grad_s += grad_s * a
            grad_row[j] += grad_a
        grad_A[i] += grad_row
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    s0 = len(A)
    ss = []
    s = 1.0
    for i in range(s0):
        row = A[i]
        s1 = len(row)
        for j in range(s1):
            ss.append(s)
            a = row[j]
            s2 = a * s
            s = s + s2
    require_scalar(s)
    # backward
    grad_s = 1.0
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        row = A[i]  # row = A[i]
        grad_row = np.zeros_like(row)
        for j in reversed(range(len(row))):
            s = ss.pop()
            a = row[j]             # a = row[j]
            grad_s2 = grad_s       # s = s + s2
            grad_a = grad_s2 * s   # s2 = a * s
            grad_s += grad_s2 * a
            grad_row[j] += grad_a  # a = row[j]
        grad_A[i] += grad_row  # row = A[i]
    return grad_A
