# In place and linear: of what is written only the shape is asked.

import numpy as np


def f(A, B, T):
    for t in range(T):
        B[1:-1] = 0.33 * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = 0.33 * (B[:-2] + B[1:-1] + B[2:])
    return np.sum(A)


ARGS = (np.array([0.3, -1.2, 0.5, 0.9, 1.1]), np.array([0.5, 0.2, -0.3, 0.8, 0.6]), 2)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, B, T):
    # backward
    grad_A = np.ones_like(A)  # return np.sum(A)
    grad_B = np.zeros_like(B)
    for t in reversed(range(T)):
        grad_s0 = unbroadcast(grad_A[1:-1], B[:-2]) * 0.33  # A[1:-1] = 0.33 * (B[:-...
        grad_B[2:] += grad_s0
        grad_B[1:-1] += grad_s0
        grad_B[:-2] += grad_s0
        grad_s1 = unbroadcast(grad_B[1:-1], A[:-2]) * 0.33  # B[1:-1] = 0.33 * (A[:-...
        grad_B[1:-1] = 0
        grad_A[1:-1] = grad_s1  # A[1:-1] = 0.33 * (B[:-2] + B[1:-1] + B[2:])
        grad_A[2:] += grad_s1   # B[1:-1] = 0.33 * (A[:-2] + A[1:-1] + A[2:])
        grad_A[:-2] += grad_s1
    return grad_A, grad_B


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, B, T):
    # forward
    s0s = []
    s1s = []
    B = own(B)
    A = own(A)
    for t in range(T):
        s2 = A[:-2]
        s3 = A[1:-1]
        s4 = s2 + s3
        s5 = A[2:]
        s6 = s4 + s5
        s0 = 0.33 * s6
        s0s.append(s0)
        B[1:-1] = s0
        s7 = B[:-2]
        s8 = B[1:-1]
        s9 = s7 + s8
        s10 = B[2:]
        s11 = s9 + s10
        s1 = 0.33 * s11
        s1s.append(s1)
        A[1:-1] = s1
    result = np.sum(A)
    # backward
    grad_result = 1.0  # result = np.sum(A)
    grad_A = np.broadcast_to(grad_result, np.shape(A))
    grad_B = np.zeros_like(B)
    grad_A = own(grad_A)
    for t in reversed(range(T)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s1 = unbroadcast(grad_A[1:-1], s1)  # A[1:-1] = s1
        grad_s1 = own(grad_s1)
        grad_A[1:-1] = 0
        grad_s11 = grad_s1 * 0.33                # s1 = 0.33 * s11
        grad_s9 = grad_s11                       # s11 = s9 + s10
        grad_s10 = grad_s11
        grad_B[2:] += grad_s10                   # s10 = B[2:]
        grad_s7 = grad_s9                        # s9 = s7 + s8
        grad_s8 = grad_s9
        grad_B[1:-1] += grad_s8                  # s8 = B[1:-1]
        grad_B[:-2] += grad_s7                   # s7 = B[:-2]
        grad_s0 = unbroadcast(grad_B[1:-1], s0)  # B[1:-1] = s0
        grad_s0 = own(grad_s0)
        grad_B[1:-1] = 0
        grad_s6 = grad_s0 * 0.33                 # s0 = 0.33 * s6
        grad_s4 = grad_s6                        # s6 = s4 + s5
        grad_s5 = grad_s6
        grad_A[2:] += grad_s5                    # s5 = A[2:]
        grad_s2 = grad_s4                        # s4 = s2 + s3
        grad_s3 = grad_s4
        grad_A[1:-1] += grad_s3                  # s3 = A[1:-1]
        grad_A[:-2] += grad_s2                   # s2 = A[:-2]
    return grad_A, grad_B
