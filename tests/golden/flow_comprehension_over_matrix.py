# One number a row.

import numpy as np


def f(A, x):
    y = np.array([np.tanh(row @ x) for row in A])
    return y @ y


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]), np.array([0.7, 0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, x):
    # forward
    s0 = []
    s1s = []
    for row in A:
        s1 = np.tanh(row @ x)
        s1s.append(s1)
        s0.append(s1)
    y = np.array(s0)
    result = y @ y
    require_scalar(result)
    # backward
    grad_y = 2.0 * y        # result = y @ y
    grad_s0 = list(grad_y)  # y = np.array(s0)
    grad_A = np.zeros_like(A)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(A))):
        s1 = s1s.pop()
        row = A[i]
        grad_s1 = grad_s0.pop()            # s0.append(s1)
        grad_s3 = grad_s1 * (1 - s1 * s1)  # s1 = np.tanh(row @ x)
        grad_row = matmul_grad_a(grad_s3, row, x)
        grad_x = grad_x + matmul_grad_b(grad_s3, row, x)
        grad_A[i] += grad_row
    return grad_A, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, x):
    # forward
    s0 = []
    s1 = len(A)
    s2s = []
    for i in range(s1):
        row = A[i]
        s3 = row @ x
        s2 = np.tanh(s3)
        s2s.append(s2)
        s0.append(s2)
    y = np.array(s0)
    result = y @ y
    require_scalar(result)
    # backward
    grad_result = 1.0       # result = y @ y
    grad_y = 2 * (grad_result * y)
    grad_s0 = list(grad_y)  # y = np.array(s0)
    grad_A = np.zeros_like(A)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(A))):
        s2 = s2s.pop()
        row = A[i]                                 # row = A[i]
        grad_s2 = grad_s0.pop()                    # s0.append(s2)
        grad_s3 = grad_s2 * (1 - s2 * s2)          # s2 = np.tanh(s3)
        grad_row = matmul_grad_a(grad_s3, row, x)  # s3 = row @ x
        grad_x = grad_x + matmul_grad_b(grad_s3, row, x)
        grad_A[i] += grad_row                      # row = A[i]
    return grad_A, grad_x
