# A row is filled by a loop of its own.

import numpy as np


def f(A):
    B = np.zeros_like(A)
    for i in range(len(A)):
        row = B[i]
        for j in range(len(row)):
            row[j] = A[i, j] * A[j, i]
    return np.sum(B**2)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2, 0.5], [0.8, 0.1, -0.4], [1.1, 0.6, -0.7]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    B = np.zeros_like(A)
    rows = []
    s0s = []
    rows_1 = []
    for i in range(len(A)):
        row = B[i]
        row_1 = own(row)
        rows.append(row_1)
        for j in range(len(row)):
            s0 = A[i, j] * A[j, i]
            s0s.append(s0)
            row = B[i]
            row[j] = s0
            row = own(row)
            rows_1.append(row)
    # backward
    grad_B = 2 * B  # return np.sum(B**2)
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        row = rows.pop()
        for j in reversed(range(len(row))):
            row = rows_1.pop()
            s0 = s0s.pop()
            s1 = A[i, j]                            # s0 = A[i, j] * A[j, i]
            s2 = A[j, i]
            grad_row = unbroadcast(grad_B[i], row)  # row = own(row)
            grad_s0 = unbroadcast(grad_row[j], s0)
            s3 = grad_s0 * s2                       # s0 = A[i, j] * A[j, i]
            s4 = grad_s0 * s1
            grad_row = own(grad_row)                # row = own(row)
            grad_row[j] = 0
            grad_B[i] = grad_row
            grad_A[j, i] += unbroadcast(s4, s2)     # s0 = A[i, j] * A[j, i]
            grad_A[i, j] += unbroadcast(s3, s1)
    return grad_A


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A):
    # forward
    B = np.zeros_like(A)
    rows = []
    for i in range(len(A)):
        row = B[i]
        row_1 = row.copy()
        rows.append(row_1)
        for j in range(len(row)):
            row[j] = A[i, j] * A[j, i]
    # backward
    grad_B = 2 * B  # return np.sum(B**2)
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        row = rows.pop()
        for j in reversed(range(len(row))):
            grad_row = grad_B[i]  # row[j] = A[i, j] * A[j, i]
            grad_s0 = grad_row[j]
            grad_row[j] = 0
            grad_A[j, i] += grad_s0 * A[i, j]
            grad_A[i, j] += grad_s0 * A[j, i]
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    B = np.zeros_like(A)
    s0 = len(A)
    rows = []
    s1s = []
    rows_1 = []
    for i in range(s0):
        row = B[i]
        row_1 = own(row)
        rows.append(row_1)
        s2 = len(row)
        for j in range(s2):
            s3 = A[i, j]
            s4 = A[j, i]
            s1 = s3 * s4
            s1s.append(s1)
            row = B[i]
            row[j] = s1
            row = own(row)
            rows_1.append(row)
    s5 = B ** 2
    result = np.sum(s5)
    # backward
    grad_result = 1.0         # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    grad_B = grad_s5 * 2 * B  # s5 = B ** 2
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        row = rows.pop()
        for j in reversed(range(len(row))):
            row = rows_1.pop()
            s1 = s1s.pop()
            s6 = A[i, j]                             # s3 = A[i, j]
            s7 = A[j, i]                             # s4 = A[j, i]
            grad_row = unbroadcast(grad_B[i], row)   # row = own(row)
            grad_row = own(grad_row)
            grad_B[i] = 0
            grad_s1 = unbroadcast(grad_row[j], s1)
            grad_s1 = own(grad_s1)
            grad_row[j] = 0
            grad_B[i] += grad_row
            grad_s3 = unbroadcast(grad_s1 * s7, s6)  # s1 = s3 * s4
            grad_s4 = unbroadcast(grad_s1 * s6, s7)
            grad_A[j, i] += grad_s4                  # s4 = A[j, i]
            grad_A[i, j] += grad_s3                  # s3 = A[i, j]
    return grad_A
