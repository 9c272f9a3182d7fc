# A list of lists, made into a matrix.

import numpy as np


def f(x, y):
    K = np.array([[np.exp(-((a - b) ** 2)) for b in y] for a in x])
    return np.sum(K @ K.T)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), np.array([0.5, 1.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = []
    s1s = []
    s2s = []
    for a in x:
        s3 = []
        for b in y:
            s1 = a - b
            s1s.append(s1)
            s2 = np.exp(-s1 ** 2)
            s2s.append(s2)
            s3.append(s2)
        s0.append(s3)
    K = np.array(s0)
    s4 = K.T
    # backward
    grad_s5 = np.broadcast_to(1.0, np.shape(K @ s4))   # return np.sum(K @ K.T)
    grad_K = matmul_grad_a(grad_s5, K, s4)
    grad_K = grad_K + matmul_grad_b(grad_s5, K, s4).T  # s4 = K.T
    grad_s0 = list(grad_K)                             # K = np.array(s0)
    grad_x = np.zeros_like(x)
    grad_y = np.zeros_like(y)
    for i in reversed(range(len(x))):
        a = x[i]
        grad_s3 = list(grad_s0.pop())  # s0.append(s3)
        grad_a = np.zeros_like(a)
        for j in reversed(range(len(y))):
            s2 = s2s.pop()
            s1 = s1s.pop()
            b = y[j]
            grad_s2 = grad_s3.pop()        # s3.append(s2)
            s6 = grad_s2 * s2 * 2 * s1     # s2 = np.exp(-s1 ** 2)
            grad_a += unbroadcast(-s6, a)  # s1 = a - b
            grad_b = unbroadcast(s6, b)
            grad_y[j] += grad_b
        grad_x[i] += grad_a
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = []
    s1 = len(x)
    s2s = []
    s3s = []
    for i in range(s1):
        a = x[i]
        s4 = []
        s5 = len(y)
        for j in range(s5):
            b = y[j]
            s2 = a - b
            s2s.append(s2)
            s6 = s2 ** 2
            s7 = -s6
            s3 = np.exp(s7)
            s3s.append(s3)
            s4.append(s3)
        s0.append(s4)
    K = np.array(s0)
    s8 = K.T
    s9 = K @ s8
    result = np.sum(s9)
    # backward
    grad_result = 1.0                       # result = np.sum(s9)
    grad_s9 = np.broadcast_to(grad_result, np.shape(s9))
    grad_K = matmul_grad_a(grad_s9, K, s8)  # s9 = K @ s8
    grad_s8 = matmul_grad_b(grad_s9, K, s8)
    grad_K = grad_K + grad_s8.T             # s8 = K.T
    grad_s0 = list(grad_K)                  # K = np.array(s0)
    grad_x = np.zeros_like(x)
    grad_y = np.zeros_like(y)
    for i in reversed(range(len(x))):
        a = x[i]                       # s5 = len(y)
        grad_s4 = list(grad_s0.pop())  # s0.append(s4)
        grad_a = np.zeros_like(a)
        for j in reversed(range(len(y))):
            s3 = s3s.pop()
            s2 = s2s.pop()
            b = y[j]                           # b = y[j]
            grad_s3 = grad_s4.pop()            # s4.append(s3)
            grad_s7 = grad_s3 * s3             # s3 = np.exp(s7)
            grad_s6 = -grad_s7                 # s7 = -s6
            grad_s2 = grad_s6 * 2 * s2         # s6 = s2 ** 2
            grad_a += unbroadcast(grad_s2, a)  # s2 = a - b
            grad_b = unbroadcast(-grad_s2, b)
            grad_y[j] += grad_b                # b = y[j]
        grad_x[i] += grad_a  # s5 = len(y)
    return grad_x, grad_y
