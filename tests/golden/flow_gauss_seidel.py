# Element by element in place: each row reads what the rows above just wrote.

import numpy as np


def f(A, b, sweeps):
    x = np.zeros(len(b))
    for _ in range(sweeps):
        for i in range(len(b)):
            s = b[i]
            for j in range(len(b)):
                if j != i:
                    s = s - A[i, j] * x[j]
            x[i] = s / A[i, i]
    return np.sum(x * x)


ARGS = (
    np.array([[2.0, 0.3, 0.1], [0.5, 1.8, 0.2], [0.4, 0.3, 2.2]]),
    np.array([0.3, -1.2, 0.5]),
    2,
)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, b, sweeps):
    # forward
    x = np.zeros(len(b))
    ss = []
    ss_1 = []
    s0s = []
    s1s = []
    s2s = []
    for _ in range(sweeps):
        for i in range(len(b)):
            s = b[i]
            for j in range(len(b)):
                ss_1.append(s)
                if j != i:
                    s0 = x[j]
                    s0s.append(s0)
                    s1 = A[i, j] * s0
                    s1s.append(s1)
                    s = s - s1
            ss.append(s)
            s2 = s / A[i, i]
            s2s.append(s2)
            x[i] = s2
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    grad_b = np.zeros_like(b)
    grad_A = np.zeros_like(A)
    for _ in reversed(range(sweeps)):
        for i in reversed(range(len(b))):
            s2 = s2s.pop()
            s = ss.pop()
            s3 = A[i, i]                           # s2 = s / A[i, i]
            grad_s2 = unbroadcast(grad_x[i], s2)   # x[i] = s2
            grad_x[i] = 0
            grad_s = unbroadcast(grad_s2 / s3, s)  # s2 = s / A[i, i]
            grad_A[i, i] += unbroadcast(-grad_s2 * s2 / s3, s3)
            for j in reversed(range(len(b))):
                s = ss_1.pop()
                if j != i:
                    s1 = s1s.pop()
                    s0 = s0s.pop()
                    grad_s1 = unbroadcast(-grad_s, s1)  # s = s - s1
                    grad_s = unbroadcast(grad_s, s)
                    grad_x[j] += unbroadcast(grad_s1 * A[i, j], s0)  # s0 = x[j]
                    grad_A[i, j] += grad_s1 * s0        # s1 = A[i, j] * s0
            grad_b[i] += grad_s  # s = b[i]
    return grad_A, grad_b


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, b, sweeps):
    # forward
    s0 = len(b)
    x = np.zeros(s0)
    ss = []
    ss_1 = []
    s1s = []
    s2s = []
    s3s = []
    for _ in range(sweeps):
        s4 = len(b)
        for i in range(s4):
            s = b[i]
            s5 = len(b)
            for j in range(s5):
                ss_1.append(s)
                if j != i:
                    s6 = A[i, j]
                    s1 = x[j]
                    s1s.append(s1)
                    s2 = s6 * s1
                    s2s.append(s2)
                    s = s - s2
            ss.append(s)
            s7 = A[i, i]
            s3 = s / s7
            s3s.append(s3)
            x[i] = s3
    s8 = x * x
    result = np.sum(s8)
    # backward
    grad_result = 1.0           # result = np.sum(s8)
    grad_s8 = np.broadcast_to(grad_result, np.shape(s8))
    grad_x = 2 * (grad_s8 * x)  # s8 = x * x
    grad_b = np.zeros_like(b)
    grad_A = np.zeros_like(A)
    for _ in reversed(range(sweeps)):
        for i in reversed(range(len(b))):
            s3 = s3s.pop()
            s = ss.pop()
            s9 = A[i, i]                           # s7 = A[i, i]
            grad_s3 = unbroadcast(grad_x[i], s3)   # x[i] = s3
            grad_x[i] = 0
            grad_s = unbroadcast(grad_s3 / s9, s)  # s3 = s / s7
            grad_s7 = unbroadcast(-grad_s3 * s3 / s9, s9)
            grad_A[i, i] += grad_s7                # s7 = A[i, i]
            for j in reversed(range(len(b))):
                s = ss_1.pop()
                if j != i:
                    s2 = s2s.pop()
                    s1 = s1s.pop()
                    grad_s2 = unbroadcast(-grad_s, s2)  # s = s - s2
                    grad_s = unbroadcast(grad_s, s)
                    grad_s6 = grad_s2 * s1              # s2 = s6 * s1
                    grad_s1 = unbroadcast(grad_s2 * A[i, j], s1)
                    grad_x[j] += grad_s1                # s1 = x[j]
                    grad_A[i, j] += grad_s6             # s6 = A[i, j]
            grad_b[i] += grad_s  # s = b[i]
    return grad_A, grad_b
