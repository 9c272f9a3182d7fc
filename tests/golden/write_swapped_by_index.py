# Rows that are taken by an array of indices are copies.

import numpy as np


def f(A):
    A[[0, 1]] = A[[1, 0]]
    return np.sum(A[0] ** 2 * A[2])


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2, 0.5], [0.8, 0.1, -0.4], [1.1, 0.6, -0.7]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    s0 = A[[1, 0]]
    A = own(A)
    A[[0, 1]] = s0
    s1 = A[0]
    s2 = s1 ** 2
    s3 = A[2]
    # backward
    grad_s4 = np.broadcast_to(1.0, np.shape(s2 * s3))       # return np.sum(A[0] **...
    grad_A = np.zeros_like(A)                               # s3 = A[2]
    grad_A[2] = unbroadcast(grad_s4 * s2, s3)
    grad_A[0] += unbroadcast(grad_s4 * s3, s2) * 2 * s1     # s1 = A[0]
    grad_s0 = unbroadcast(gather_last(grad_A, [0, 1]), s0)  # A[[0, 1]] = s0
    grad_A[[0, 1]] = 0
    np.add.at(grad_A, [1, 0], grad_s0)                      # s0 = A[[1, 0]]
    return grad_A


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A):
    # forward
    s0 = A[[1, 0]]
    A = np.copy(A)
    A[[0, 1]] = s0
    s1 = A[0]
    # backward
    grad_A = np.zeros_like(A)           # return np.sum(A[0] ** 2 * A[2])
    grad_A[2] = s1 ** 2
    grad_A[0] += A[2] * 2 * s1          # s1 = A[0]
    grad_s0 = unbroadcast(gather_last(grad_A, [0, 1]), s0)  # A[[0, 1]] = s0
    grad_A[[0, 1]] = 0
    np.add.at(grad_A, [1, 0], grad_s0)  # s0 = A[[1, 0]]
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    s0 = A[[1, 0]]
    A = own(A)
    A[[0, 1]] = s0
    s1 = A[0]
    s2 = s1 ** 2
    s3 = A[2]
    s4 = s2 * s3
    result = np.sum(s4)
    # backward
    grad_result = 1.0                                       # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_s2 = unbroadcast(grad_s4 * s3, s2)                 # s4 = s2 * s3
    grad_s3 = unbroadcast(grad_s4 * s2, s3)
    grad_A = np.zeros_like(A)                               # s3 = A[2]
    grad_A[2] += grad_s3
    grad_s1 = grad_s2 * 2 * s1                              # s2 = s1 ** 2
    grad_A[0] += grad_s1                                    # s1 = A[0]
    grad_s0 = unbroadcast(gather_last(grad_A, [0, 1]), s0)  # A[[0, 1]] = s0
    grad_A[[0, 1]] = 0
    np.add.at(grad_A, [1, 0], grad_s0)                      # s0 = A[[1, 0]]
    return grad_A
