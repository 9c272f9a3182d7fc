# A loop over the rows, which are views.

import numpy as np


def f(A):
    A = A * 1.0
    for row in A:
        row *= row[0]
    return np.sum(A**2)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2, 0.5], [0.8, 0.1, -0.4], [1.1, 0.6, -0.7]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    A = A * 1.0
    rows = []
    s0s = []
    s1s = []
    for i in range(len(A)):
        row = A[i]
        row_1 = own(row)
        rows.append(row_1)
        s2 = row[0]
        s0 = isinstance(row, np.ndarray)
        s0s.append(s0)
        if s0:
            s1 = row * s2
            s1s.append(s1)
            A[i] = s1
    # backward
    grad_A = 2 * A  # return np.sum(A**2)
    for i in reversed(range(len(A))):
        s0 = s0s.pop()
        row = rows.pop()
        s3 = row[0]  # s2 = row[0]
        if s0:
            s1 = s1s.pop()
            grad_s1 = unbroadcast(grad_A[i], s1)  # A[i] = s1
            s4 = grad_s1 * s3
            s5 = grad_s1 * row
            grad_A[i] = 0
            grad_row = unbroadcast(s4, row)
            grad_s2 = unbroadcast(s5, s3)
        else:
            grad_row = np.zeros_like(row)  # A[i] = s1
            grad_s2 = np.zeros_like(s3)
        grad_row[0] += grad_s2  # s2 = row[0]
        grad_A[i] += grad_row   # row_1 = own(row)
    return grad_A


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A):
    # forward
    A = A * 1.0
    rows = []
    for i in range(len(A)):
        row = A[i]
        row_1 = row.copy()
        rows.append(row_1)
        row *= row[0]
    # backward
    grad_A = 2 * A  # return np.sum(A**2)
    for i in reversed(range(len(A))):
        row = rows.pop()
        grad_row = grad_A[i]  # row *= row[0]
        grad_row_1 = grad_row * row[0]
        grad_row_1[0] += np.sum(grad_row * row)
        grad_A[i] = grad_row_1
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    A = A * 1.0
    s0 = len(A)
    rows = []
    s1s = []
    s2s = []
    A_1 = A
    for i in range(s0):
        row = A_1[i]
        row_1 = own(row)
        rows.append(row_1)
        s3 = row[0]
        s1 = isinstance(row, np.ndarray)
        s1s.append(s1)
        if s1:
            s2 = row * s3
            s2s.append(s2)
            A_1[i] = s2
            row = A_1[i]
        else:
            row = row * s3
    s4 = A_1 ** 2
    result = np.sum(s4)
    # backward
    grad_result = 1.0             # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_A_1 = grad_s4 * 2 * A_1  # s4 = A_1 ** 2
    for i in reversed(range(len(A))):
        s1 = s1s.pop()
        row = rows.pop()
        s5 = row[0]  # s3 = row[0]
        if s1:
            s2 = s2s.pop()
            grad_s2 = unbroadcast(grad_A_1[i], s2)  # row = row * s3
            grad_s2 = own(grad_s2)
            grad_A_1[i] = 0
            grad_row = unbroadcast(grad_s2 * s5, row)
            grad_s3 = unbroadcast(grad_s2 * row, s5)
        else:
            grad_row = np.zeros_like(row)  # row = row * s3
            grad_s3 = np.zeros_like(s5)
        grad_row[0] += grad_s3   # s3 = row[0]
        grad_A_1[i] += grad_row  # row_1 = own(row)
    grad_A = grad_A_1
    grad_A = grad_A * 1.0  # A = A * 1.0
    return grad_A
