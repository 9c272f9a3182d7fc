# The slices of a three-dimensional array are matrices.

import numpy as np


def f(A, x):
    for matrix in A:
        x = np.sin(matrix @ x)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.linspace(-1, 1.3, 12).reshape(3, 2, 2), np.array([0.7, 0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, x):
    # forward
    xs = []
    s0s = []
    for matrix in A:
        xs.append(x)
        s0 = matrix @ x
        s0s.append(s0)
        x = np.sin(s0)
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        s0 = s0s.pop()
        x = xs.pop()
        matrix = A[i]
        grad_s0 = grad_x * np.cos(s0)                    # x = np.sin(s0)
        grad_matrix = matmul_grad_a(grad_s0, matrix, x)  # s0 = matrix @ x
        grad_x = matmul_grad_b(grad_s0, matrix, x)
        grad_A[i] += grad_matrix
    return grad_A, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, x):
    # forward
    s0 = len(A)
    xs = []
    s1s = []
    for i in range(s0):
        xs.append(x)
        matrix = A[i]
        s1 = matrix @ x
        s1s.append(s1)
        x = np.sin(s1)
    s2 = x * x
    result = np.sum(s2)
    # backward
    grad_result = 1.0           # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_x = 2 * (grad_s2 * x)  # s2 = x * x
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        s1 = s1s.pop()
        x = xs.pop()
        matrix = A[i]                                    # matrix = A[i]
        grad_s1 = grad_x * np.cos(s1)                    # x = np.sin(s1)
        grad_matrix = matmul_grad_a(grad_s1, matrix, x)  # s1 = matrix @ x
        grad_x = matmul_grad_b(grad_s1, matrix, x)
        grad_A[i] += grad_matrix                         # matrix = A[i]
    return grad_A, grad_x
