# The largest eigenvalue by iteration.

import numpy as np


def f(A, n):
    v = np.ones(len(A))
    for _ in range(n):
        v = A @ v
        v = v / np.sqrt(v @ v)
    return v @ A @ v


ANALYTIC = True
ARGS = (np.array([[2.0, 0.3], [0.5, 1.2]]), 4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(A, n):
    # forward
    v = np.ones(len(A))
    vs = []
    vs_1 = []
    s0s = []
    for _ in range(n):
        vs.append(v)
        v = A @ v
        vs_1.append(v)
        s0 = np.sqrt(v @ v)
        s0s.append(s0)
        v = v / s0
    s1 = v @ A
    result = s1 @ v
    require_scalar(result)
    # backward
    grad_v = s1 + matmul_grad_a(v, v, A)  # s1 = v @ A
    grad_A = matmul_grad_b(v, v, A)
    for _ in reversed(range(n)):
        s0 = s0s.pop()
        v_1 = vs_1.pop()
        grad_v_1 = unbroadcast(grad_v / s0, v_1)                # v = v / s0
        grad_s3 = unbroadcast(-grad_v * v / s0, s0) / (2 * s0)  # s0 = np.sqrt(v @ v)
        grad_v_1 += matmul_grad_a(grad_s3, v_1, v_1)
        grad_v_1 += matmul_grad_b(grad_s3, v_1, v_1)
        v = vs.pop()
        grad_A = grad_A + matmul_grad_a(grad_v_1, A, v)         # v = A @ v
        grad_v = matmul_grad_b(grad_v_1, A, v)
    return grad_A


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(A, n):
    # forward
    s0 = len(A)
    v = np.ones(s0)
    vs = []
    vs_1 = []
    s1s = []
    for _ in range(n):
        vs.append(v)
        v = A @ v
        vs_1.append(v)
        s2 = v @ v
        s1 = np.sqrt(s2)
        s1s.append(s1)
        v = v / s1
    s3 = v @ A
    result = s3 @ v
    require_scalar(result)
    # backward
    grad_result = 1.0                               # result = s3 @ v
    grad_s3 = grad_result * v
    grad_v = grad_result * s3
    grad_v = grad_v + matmul_grad_a(grad_s3, v, A)  # s3 = v @ A
    grad_A = matmul_grad_b(grad_s3, v, A)
    for _ in reversed(range(n)):
        s1 = s1s.pop()
        v_1 = vs_1.pop()
        grad_v_1 = unbroadcast(grad_v / s1, v_1)         # v = v / s1
        grad_s1 = unbroadcast(-grad_v * v / s1, s1)
        grad_s2 = grad_s1 / (2 * s1)                     # s1 = np.sqrt(s2)
        grad_v_1 += matmul_grad_a(grad_s2, v_1, v_1)     # s2 = v @ v
        grad_v_1 += matmul_grad_b(grad_s2, v_1, v_1)
        v = vs.pop()
        grad_A = grad_A + matmul_grad_a(grad_v_1, A, v)  # v = A @ v
        grad_v = matmul_grad_b(grad_v_1, A, v)
    return grad_A
