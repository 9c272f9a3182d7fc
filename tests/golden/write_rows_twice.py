# A row that is written twice: what the backward half reads of it is copied, and never the whole array.

import numpy as np


def f(A):
    for r in A:
        r -= r.mean()
        r /= np.sqrt(np.sum(r * r))
    return np.sum(A**3)


ARGS = (np.array([[1.3, -0.4, 0.7], [0.5, 1.1, -0.9]]),)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A):
    # forward
    A = np.copy(A)
    rs = []
    s0s = []
    s1s = []
    rs_1 = []
    s2s = []
    s3s = []
    s4s = []
    s5s = []
    for i in range(len(A)):
        r = A[i]
        r_1 = own(r)
        rs.append(r_1)
        s0 = r.mean()
        s0s.append(s0)
        s1 = isinstance(r, np.ndarray)
        s1s.append(s1)
        if s1:
            s2 = r - s0
            s2s.append(s2)
            A = own(A)
            A[i] = s2
            r = A[i]
        else:
            r = r - s0
        rs_1.append(r)
        s3 = np.sqrt(np.sum(r * r))
        s3s.append(s3)
        s4 = isinstance(r, np.ndarray)
        s4s.append(s4)
        if s4:
            s5 = r / s3
            s5s.append(s5)
            A = own(A)
            A[i] = s5
    # backward
    grad_A = 3 * A ** 2  # return np.sum(A**3)
    for i in reversed(range(len(A))):
        s4 = s4s.pop()
        s3 = s3s.pop()
        r = rs_1.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        r_1 = rs.pop()
        if s4:
            s5 = s5s.pop()
            grad_s5 = unbroadcast(grad_A[i], s5)  # A[i] = s5
            grad_r = grad_s5 / s3
            s6 = grad_s5 * s5
            grad_A[i] = 0
            grad_s3 = unbroadcast(-s6 / s3, s3)
        else:
            grad_r = np.zeros_like(r)  # A[i] = s5
            grad_s3 = 0.0
        # s3 = np.sqrt(np.sum(r * r))
        grad_r = grad_r + 2 * np.where(grad_s3 != 0, grad_s3 / (2 * s3), 0) * r
        if s1:
            s2 = s2s.pop()
            grad_A[i] += grad_r  # r = r - s0
            grad_r = unbroadcast(grad_A[i], s2)
            grad_r = own(grad_r)
            grad_A[i] = 0
            grad_s0 = unbroadcast(-grad_r, s0)
        else:
            grad_s0 = unbroadcast(-grad_r, s0)  # r = r - s0
        grad_r = grad_r + grad_s0 / np.size(r_1)  # s0 = r.mean()
        grad_A[i] += grad_r                       # r_1 = own(r)
    return grad_A


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A):
    # forward
    A = np.copy(A)
    rs = []
    rs_1 = []
    s0s = []
    rs_2 = []
    for i in range(len(A)):
        r = A[i]
        r_1 = r.copy()
        rs.append(r_1)
        r -= r.mean()
        r_1 = r.copy()
        rs_1.append(r_1)
        s0 = np.sqrt(np.sum(r * r))
        s0s.append(s0)
        r /= s0
        r = r.copy()
        rs_2.append(r)
    # backward
    grad_A = 3 * A ** 2  # return np.sum(A**3)
    for i in reversed(range(len(A))):
        r = rs_2.pop()
        s0 = s0s.pop()
        r_1 = rs_1.pop()
        r_2 = rs.pop()
        grad_r = grad_A[i]                               # r = r.copy()
        grad_r_1 = grad_r / s0
        s1 = grad_r * r
        grad_A[i] = 0
        # s0 = np.sqrt(np.sum(r * r))
        grad_r = grad_r_1 - 2 * (np.sum(s1 / s0) / (2 * s0)) * r_1
        grad_r += grad_A[i]                              # r_1 = r.copy()
        grad_r = grad_r - np.sum(grad_r) / np.size(r_2)  # r -= r.mean()
        grad_A[i] = grad_r                               # r_1 = r.copy()
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A):
    # forward
    A = np.copy(A)
    s0 = len(A)
    rs = []
    s1s = []
    s2s = []
    rs_1 = []
    s3s = []
    s4s = []
    s5s = []
    s6s = []
    s7s = []
    A_1 = A
    for i in range(s0):
        r = A_1[i]
        r_1 = own(r)
        rs.append(r_1)
        s1 = r.mean()
        s1s.append(s1)
        s2 = isinstance(r, np.ndarray)
        s2s.append(s2)
        if s2:
            s3 = r - s1
            s3s.append(s3)
            A_1 = own(A_1)
            A_1[i] = s3
            r = A_1[i]
        else:
            r = r - s1
        rs_1.append(r)
        s4 = r * r
        s4s.append(s4)
        s8 = np.sum(s4)
        s5 = np.sqrt(s8)
        s5s.append(s5)
        s6 = isinstance(r, np.ndarray)
        s6s.append(s6)
        if s6:
            s7 = r / s5
            s7s.append(s7)
            A_1 = own(A_1)
            A_1[i] = s7
            r = A_1[i]
        else:
            r = r / s5
    s9 = A_1 ** 3
    result = np.sum(s9)
    # backward
    grad_result = 1.0                  # result = np.sum(s9)
    grad_s9 = np.broadcast_to(grad_result, np.shape(s9))
    grad_A_1 = grad_s9 * 3 * A_1 ** 2  # s9 = A_1 ** 3
    for i in reversed(range(len(A))):
        s6 = s6s.pop()
        s5 = s5s.pop()
        s4 = s4s.pop()
        r = rs_1.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        r_1 = rs.pop()
        if s6:
            s7 = s7s.pop()
            grad_s7 = unbroadcast(grad_A_1[i], s7)  # r = r / s5
            grad_s7 = own(grad_s7)
            grad_A_1[i] = 0
            grad_r = grad_s7 / s5
            grad_s5 = unbroadcast(-grad_s7 * s7 / s5, s5)
        else:
            grad_r = np.zeros_like(r)  # r = r / s5
            grad_s5 = 0.0
        grad_s8 = np.where(grad_s5 != 0, grad_s5 / (2 * s5), 0)  # s5 = np.sqrt(s8)
        grad_s4 = np.broadcast_to(grad_s8, np.shape(s4))         # s8 = np.sum(s4)
        grad_r = grad_r + 2 * (grad_s4 * r)                      # s4 = r * r
        if s2:
            s3 = s3s.pop()
            grad_A_1[i] += grad_r  # r = r - s1
            grad_s3 = unbroadcast(grad_A_1[i], s3)
            grad_s3 = own(grad_s3)
            grad_A_1[i] = 0
            grad_r = grad_s3
            grad_s1 = unbroadcast(-grad_s3, s1)
        else:
            grad_s1 = unbroadcast(-grad_r, s1)  # r = r - s1
        # s1 = r.mean()
        grad_r = grad_r + np.broadcast_to(grad_s1 / np.size(r_1), np.shape(r_1))
        grad_A_1[i] += grad_r  # r_1 = own(r)
    grad_A = grad_A_1
    return grad_A
