# The axes in front are broadcast, and summed away for the operand that lacks them.

import numpy as np


def f(A, B):
    return np.sum(np.sin(A @ B))


ANALYTIC = True
SPECIALIZED = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(2, 2, 3)), RNG.normal(size=(3, 2)))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, B):
    # backward
    grad_s0 = np.cos(A @ B)  # return np.sum(np.sin(A @ B))
    grad_A = matmul_grad_a(grad_s0, A, B)
    grad_B = matmul_grad_b(grad_s0, A, B)
    return grad_A, grad_B


# ---------------------------------- specialised -------------------------------------------------

def grad_f(A, B):
    # backward
    grad_s0 = np.cos(A @ B)  # return np.sum(np.sin(A @ B))
    grad_A = matmul_grad_a(grad_s0, A, B)
    grad_B = matmul_grad_b(grad_s0, A, B)
    return grad_A, grad_B


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, B):
    # forward
    s0 = A @ B
    s1 = np.sin(s0)
    result = np.sum(s1)
    # backward
    grad_result = 1.0                      # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_s0 = grad_s1 * np.cos(s0)         # s1 = np.sin(s0)
    grad_A = matmul_grad_a(grad_s0, A, B)  # s0 = A @ B
    grad_B = matmul_grad_b(grad_s0, A, B)
    return grad_A, grad_B
