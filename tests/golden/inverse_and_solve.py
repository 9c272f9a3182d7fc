# The solution is reused: one more solve, with the transpose.

import numpy as np


def f(A, b):
    x = np.linalg.solve(A, b)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.array([[2.0, 0.3], [0.1, 1.5]]), np.array([0.4, 1.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, b):
    # forward
    x = np.linalg.solve(A, b)
    # backward
    grad_x = 2 * x                                     # return np.sum(x * x)
    s0 = np.linalg.solve(swap(A), columns(grad_x, A))  # x = np.linalg.solve(A, b)
    grad_A = unbroadcast(-(s0 @ swap(columns(x, A))), A)
    grad_b = unbroadcast(np.reshape(s0, np.shape(x)), b)
    return grad_A, grad_b


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, b):
    # forward
    x = np.linalg.solve(A, b)
    s0 = x * x
    result = np.sum(s0)
    # backward
    grad_result = 1.0           # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_x = 2 * (grad_s0 * x)  # s0 = x * x
    grad_A = unbroadcast(
        -(np.linalg.solve(swap(A), columns(grad_x, A)) @ swap(columns(x, A))), A
    )  # x = np.linalg.solve(A, b)
    grad_b = unbroadcast(
        np.reshape(np.linalg.solve(swap(A), columns(grad_x, A)), np.shape(x)), b
    )
    return grad_A, grad_b
