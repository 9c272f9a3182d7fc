# What is cleared and then added to is assigned: the elements beside it are others, as `i - 1` is not below 0.

import numpy as np


def f(A, n):
    for _ in range(n):
        for i in range(1, len(A) - 1):
            A[i] = (A[i - 1] + A[i] + A[i + 1]) / 3
    for i in range(len(A)):
        A[i] = np.sqrt(A[i])
    return np.sum(A)


ARGS = [np.array([0.3, 0.7, 1.1, 0.4]), 2]
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, n):
    # forward
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    A = own(A)
    for _ in range(n):
        s0 = len(A) - 1
        s0s.append(s0)
        for i in range(1, s0):
            s1 = A[i - 1]
            s1s.append(own(s1))
            s2 = A[i]
            s2s.append(own(s2))
            s3 = s1 + s2
            s3s.append(s3)
            s4 = A[i + 1]
            s4s.append(own(s4))
            s5 = (s3 + s4) / 3
            s5s.append(s5)
            A[i] = s5
    s6s = []
    for i in range(len(A)):
        s6 = np.sqrt(A[i])
        s6s.append(s6)
        A[i] = s6
    # backward
    grad_A = np.ones_like(A)  # return np.sum(A)
    for i in reversed(range(len(A))):
        s6 = s6s.pop()
        grad_A[i] = unbroadcast(grad_A[i], s6) / (2 * s6)  # A[i] = s6
    for _ in reversed(range(n)):
        s0 = s0s.pop()
        for i in reversed(range(1, s0)):
            s5 = s5s.pop()
            s4 = s4s.pop()
            s3 = s3s.pop()
            s2 = s2s.pop()
            s1 = s1s.pop()
            grad_s7 = unbroadcast(grad_A[i], s5) / 3   # s5 = (s3 + s4) / 3
            grad_s3 = unbroadcast(grad_s7, s3)
            grad_A[i] = unbroadcast(grad_s3, s2)       # A[i] = s5
            grad_A[i + 1] += unbroadcast(grad_s7, s4)  # s4 = A[i + 1]
            grad_A[i - 1] += unbroadcast(grad_s3, s1)  # s1 = A[i - 1]
    return grad_A


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A, n):
    # forward
    s0s = []
    A = A.copy()
    for _ in range(n):
        s0 = len(A) - 1
        s0s.append(s0)
        for i in range(1, s0):
            A[i] = (A[i - 1] + A[i] + A[i + 1]) / 3
    s1s = []
    for i in range(len(A)):
        s1 = np.sqrt(A[i])
        s1s.append(s1)
        A[i] = s1
    # backward
    grad_A = np.ones_like(A)  # return np.sum(A)
    for i in reversed(range(len(A))):
        s1 = s1s.pop()
        grad_A[i] = grad_A[i] / (2 * s1)  # A[i] = s1
    for i in reversed(s0s):
        for i in reversed(range(1, i)):
            grad_s2 = grad_A[i] / 3  # A[i] = (A[i - 1] + A[i] + A[i + 1]) / 3
            grad_A[i] = grad_s2
            grad_A[i + 1] += grad_s2
            grad_A[i - 1] += grad_s2
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, n):
    # forward
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    A = own(A)
    for _ in range(n):
        s6 = len(A)
        s0 = s6 - 1
        s0s.append(s0)
        for i in range(1, s0):
            s7 = i - 1
            s1 = A[s7]
            s8 = own(s1)
            s1s.append(s8)
            s2 = A[i]
            s9 = own(s2)
            s2s.append(s9)
            s3 = s1 + s2
            s3s.append(s3)
            s10 = i + 1
            s4 = A[s10]
            s11 = own(s4)
            s4s.append(s11)
            s12 = s3 + s4
            s5 = s12 / 3
            s5s.append(s5)
            A[i] = s5
    s13 = len(A)
    s14s = []
    A_1 = A
    for i in range(s13):
        s15 = A_1[i]
        s14 = np.sqrt(s15)
        s14s.append(s14)
        A_1[i] = s14
    result = np.sum(A_1)
    # backward
    grad_result = 1.0  # result = np.sum(A_1)
    grad_A_1 = np.broadcast_to(grad_result, np.shape(A_1))
    grad_A_1 = own(grad_A_1)
    for i in reversed(range(len(A))):
        s14 = s14s.pop()
        grad_s14 = unbroadcast(grad_A_1[i], s14)  # A_1[i] = s14
        grad_s14 = own(grad_s14)
        grad_A_1[i] = 0
        grad_s15 = grad_s14 / (2 * s14)           # s14 = np.sqrt(s15)
        grad_A_1[i] += grad_s15                   # s15 = A_1[i]
    grad_A = grad_A_1
    for _ in reversed(range(n)):
        s0 = s0s.pop()
        for i in reversed(range(1, s0)):
            s5 = s5s.pop()
            s4 = s4s.pop()
            s3 = s3s.pop()
            s2 = s2s.pop()
            s1 = s1s.pop()
            grad_s5 = unbroadcast(grad_A[i], s5)  # A[i] = s5
            grad_s5 = own(grad_s5)
            grad_A[i] = 0
            grad_s12 = grad_s5 / 3                # s5 = s12 / 3
            grad_s3 = unbroadcast(grad_s12, s3)   # s12 = s3 + s4
            grad_s4 = unbroadcast(grad_s12, s4)
            grad_A[i + 1] += grad_s4              # s11 = own(s4)
            grad_s1 = unbroadcast(grad_s3, s1)    # s3 = s1 + s2
            grad_s2 = unbroadcast(grad_s3, s2)
            grad_A[i] += grad_s2                  # s9 = own(s2)
            grad_A[i - 1] += grad_s1              # s8 = own(s1)
    return grad_A
