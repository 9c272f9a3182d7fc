# The rows of a matrix.

import numpy as np


def f(A, x):
    for row in A:
        x = np.tanh(row * x)
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]), np.array([0.7, 0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, x):
    # forward
    xs = []
    for row in A:
        xs.append(x)
        x = np.tanh(row * x)
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        row = A[i]
        grad_s0 = grad_x * (1 - x * x)  # x = np.tanh(row * x)
        x = xs.pop()
        grad_row = unbroadcast(grad_s0 * x, row)
        grad_x = unbroadcast(grad_s0 * row, x)
        grad_A[i] += grad_row
    return grad_A, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, x):
    # forward
    s0 = len(A)
    xs = []
    for i in range(s0):
        xs.append(x)
        row = A[i]
        s1 = row * x
        x = np.tanh(s1)
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    grad_A = np.zeros_like(A)
    for i in reversed(range(len(A))):
        row = A[i]                                # row = A[i]
        grad_s1 = grad_x * (1 - x * x)            # x = np.tanh(s1)
        x = xs.pop()
        grad_row = unbroadcast(grad_s1 * x, row)  # s1 = row * x
        grad_x = unbroadcast(grad_s1 * row, x)
        grad_A[i] += grad_row                     # row = A[i]
    return grad_A, own(grad_x)
