# Rows are views: the second assignment reads what the first has written, as in NumPy.

import numpy as np


def f(A):
    A[0], A[1] = A[1], A[0]
    return np.sum(A[0] ** 2 * A[2])


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2, 0.5], [0.8, 0.1, -0.4], [1.1, 0.6, -0.7]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    s0 = A[1]
    s1 = A[0]
    A = own(A)
    A[0] = s0
    s2 = isinstance(s1, np.ndarray)
    s3 = A[0] if s2 else s1
    A[1] = s3
    s4 = A[0]
    s5 = s4 ** 2
    s6 = A[2]
    # backward
    grad_s7 = np.broadcast_to(1.0, np.shape(s5 * s6))    # return np.sum(A[0] ** 2 *...
    grad_A = np.zeros_like(A)                            # s6 = A[2]
    grad_A[2] = unbroadcast(grad_s7 * s5, s6)
    grad_A[0] += unbroadcast(grad_s7 * s6, s5) * 2 * s4  # s4 = A[0]
    grad_s3 = own(unbroadcast(grad_A[1], s3))            # A[1] = s3
    grad_A[1] = 0
    if s2:
        grad_A[0] += grad_s3  # A[1] = s3
        grad_s3 = np.zeros_like(s1)
    grad_s0 = own(unbroadcast(grad_A[0], s0))  # A[0] = s0
    grad_A[0] = grad_s3
    grad_A[1] += grad_s0                       # s0 = A[1]
    return grad_A


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A):
    # forward
    A_1 = np.copy(A)
    A_1[0] = A[1]
    A_1[1] = A_1[0]
    s0 = A_1[0]
    # backward
    grad_A = np.zeros_like(A_1)   # return np.sum(A[0] ** 2 * A[2])
    grad_A[2] = s0 ** 2
    grad_A[0] += A_1[2] * 2 * s0  # s0 = A_1[0]
    grad_s1 = grad_A[1].copy()    # A_1[1] = A_1[0]
    grad_A[1] = 0
    grad_A[0] += grad_s1
    grad_s2 = grad_A[0].copy()    # A_1[0] = A[1]
    grad_A[0] = 0
    grad_A[1] += grad_s2
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    s0 = A[1]
    s1 = A[0]
    A = own(A)
    A[0] = s0
    s2 = isinstance(s1, np.ndarray)
    s3 = A[0] if s2 else s1
    A[1] = s3
    s4 = A[0]
    s5 = s4 ** 2
    s6 = A[2]
    s7 = s5 * s6
    result = np.sum(s7)
    # backward
    grad_result = 1.0                        # result = np.sum(s7)
    grad_s7 = np.broadcast_to(grad_result, np.shape(s7))
    grad_s5 = unbroadcast(grad_s7 * s6, s5)  # s7 = s5 * s6
    grad_s6 = unbroadcast(grad_s7 * s5, s6)
    grad_A = np.zeros_like(A)                # s6 = A[2]
    grad_A[2] += grad_s6
    grad_s4 = grad_s5 * 2 * s4               # s5 = s4 ** 2
    grad_A[0] += grad_s4                     # s4 = A[0]
    grad_s3 = unbroadcast(grad_A[1], s3)     # A[1] = s3
    grad_s3 = own(grad_s3)
    grad_A[1] = 0
    if s2:
        grad_A[0] += grad_s3  # A[1] = s3
        grad_s1 = np.zeros_like(s1)
    else:
        grad_s1 = grad_s3  # A[1] = s3
    grad_s0 = unbroadcast(grad_A[0], s0)  # A[0] = s0
    grad_s0 = own(grad_s0)
    grad_A[0] = 0
    grad_A[0] += grad_s1                  # s1 = A[0]
    grad_A[1] += grad_s0                  # s0 = A[1]
    return grad_A
