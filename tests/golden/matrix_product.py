# Two axes each, when known: two products and two transposes.

import numpy as np


def f(A, B):
    return np.sum(np.tanh(A @ B))


ANALYTIC = True
SPECIALIZED = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(2, 3)), RNG.normal(size=(3, 4)))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, B):
    # forward
    s0 = np.tanh(A @ B)
    # backward
    grad_s1 = 1 - s0 * s0  # s0 = np.tanh(A @ B)
    grad_A = matmul_grad_a(grad_s1, A, B)
    grad_B = matmul_grad_b(grad_s1, A, B)
    return grad_A, grad_B


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A, B):
    # forward
    s0 = np.tanh(A @ B)
    # backward
    grad_s1 = 1 - s0 * s0  # s0 = np.tanh(A @ B)
    grad_A = grad_s1 @ B.T
    grad_B = A.T @ grad_s1
    return grad_A, grad_B


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, B):
    # forward
    s0 = A @ B
    s1 = np.tanh(s0)
    result = np.sum(s1)
    # backward
    grad_result = 1.0                      # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_s0 = grad_s1 * (1 - s1 * s1)      # s1 = np.tanh(s0)
    grad_A = matmul_grad_a(grad_s0, A, B)  # s0 = A @ B
    grad_B = matmul_grad_b(grad_s0, A, B)
    return grad_A, grad_B
