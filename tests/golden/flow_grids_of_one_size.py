# Two grids that are written from each other have one size, so nothing has to be summed to a shape; the text for
# arguments of unknown shapes has to ask.

import numpy as np


def f(A, B, n):
    for _ in range(n):
        B[1:-1] = 0.5 * (A[2:] + A[:-2])
        A[1:-1] = B[1:-1] * B[:-2]
    return np.sum(A)


ARGS = [np.array([0.3, -0.7, 1.1, 0.4]), np.array([0.9, 0.2, -0.5, 0.6]), 2]
ARGNUMS = (0, 1)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, B, n):
    # forward
    s0s = []
    s1s = []
    B = own(B)
    A = own(A)
    for _ in range(n):
        B[1:-1] = 0.5 * (A[2:] + A[:-2])
        s0 = B[1:-1]
        s0s.append(own(s0))
        s1 = B[:-2]
        s1s.append(own(s1))
        A[1:-1] = s0 * s1
    # backward
    grad_A = np.ones_like(A)  # return np.sum(A)
    grad_B = np.zeros_like(B)
    for _ in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = unbroadcast(grad_A[1:-1], B[1:-1])      # A[1:-1] = s0 * s1
        grad_s0 = grad_s2 * s1
        grad_s1 = grad_s2 * s0
        grad_A[1:-1] = 0
        grad_B[:-2] += grad_s1                            # s1 = B[:-2]
        grad_B[1:-1] += grad_s0                           # s0 = B[1:-1]
        grad_s3 = unbroadcast(grad_B[1:-1], A[2:]) * 0.5  # B[1:-1] = 0.5 * (A[2:] +...
        grad_B[1:-1] = 0
        grad_A[:-2] += grad_s3
        grad_A[2:] += grad_s3
    return grad_A, grad_B


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A, B, n):
    # forward
    s0s = []
    s1s = []
    B = B.copy()
    A = A.copy()
    for _ in range(n):
        B[1:-1] = 0.5 * (A[2:] + A[:-2])
        s0 = B[1:-1]
        s0s.append(s0.copy())
        s1 = B[:-2]
        s1s.append(s1.copy())
        A[1:-1] = s0 * s1
    # backward
    grad_A = np.ones_like(A)  # return np.sum(A)
    grad_B = np.zeros_like(B)
    for _ in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = grad_A[1:-1]        # A[1:-1] = s0 * s1
        grad_s0 = grad_s2 * s1
        grad_s1 = grad_s2 * s0
        grad_A[1:-1] = 0
        grad_B[:-2] += grad_s1        # s1 = B[:-2]
        grad_B[1:-1] += grad_s0       # s0 = B[1:-1]
        grad_s3 = grad_B[1:-1] * 0.5  # B[1:-1] = 0.5 * (A[2:] + A[:-2])
        grad_B[1:-1] = 0
        grad_A[:-2] += grad_s3
        grad_A[2:] += grad_s3
    return grad_A, grad_B


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, B, n):
    # forward
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    B = own(B)
    A = own(A)
    for _ in range(n):
        s4 = A[2:]
        s5 = A[:-2]
        s6 = s4 + s5
        s0 = 0.5 * s6
        s0s.append(s0)
        B[1:-1] = s0
        s1 = B[1:-1]
        s7 = own(s1)
        s1s.append(s7)
        s2 = B[:-2]
        s8 = own(s2)
        s2s.append(s8)
        s3 = s1 * s2
        s3s.append(s3)
        A[1:-1] = s3
    result = np.sum(A)
    # backward
    grad_result = 1.0  # result = np.sum(A)
    grad_A = np.broadcast_to(grad_result, np.shape(A))
    grad_B = np.zeros_like(B)
    grad_A = own(grad_A)
    for _ in reversed(range(n)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s3 = unbroadcast(grad_A[1:-1], s3)  # A[1:-1] = s3
        grad_s3 = own(grad_s3)
        grad_A[1:-1] = 0
        grad_s1 = grad_s3 * s2                   # s3 = s1 * s2
        grad_s2 = grad_s3 * s1
        grad_B[:-2] += grad_s2                   # s8 = own(s2)
        grad_B[1:-1] += grad_s1                  # s7 = own(s1)
        grad_s0 = unbroadcast(grad_B[1:-1], s0)  # B[1:-1] = s0
        grad_s0 = own(grad_s0)
        grad_B[1:-1] = 0
        grad_s6 = grad_s0 * 0.5                  # s0 = 0.5 * s6
        grad_s4 = grad_s6                        # s6 = s4 + s5
        grad_s5 = grad_s6
        grad_A[:-2] += grad_s5                   # s5 = A[:-2]
        grad_A[2:] += grad_s4                    # s4 = A[2:]
    return grad_A, grad_B
