# Layers of unlike shapes, walked.

import numpy as np


def f(x, w, v):
    layers = [(w, 0.5), (v, x[:2])]
    for matrix, shift in layers:
        x = np.tanh(matrix @ x + shift)
    return np.sum(x)


ARGNUMS = (0, 1, 2)
ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), np.arange(6.0).reshape(2, 3) / 7, np.array([[0.3, 0.2], [0.1, -0.4]]))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w, v):
    # forward
    shift = x[:2]
    x_1 = np.tanh(w @ x + 0.5)
    s0 = v @ x_1
    x_2 = np.tanh(s0 + shift)
    # backward
    grad_s1 = 1 - x_2 * x_2                  # x_2 = np.tanh(s0 + shift)
    grad_s0 = unbroadcast(grad_s1, s0)
    grad_shift = unbroadcast(grad_s1, shift)
    grad_v = matmul_grad_a(grad_s0, v, x_1)  # s0 = v @ x_1
    grad_x_1 = matmul_grad_b(grad_s0, v, x_1)
    grad_s2 = grad_x_1 * (1 - x_1 * x_1)     # x_1 = np.tanh(w @ x + 0.5)
    grad_w = matmul_grad_a(grad_s2, w, x)
    grad_x = matmul_grad_b(grad_s2, w, x)
    grad_x[:2] += grad_shift                 # shift = x[:2]
    return grad_x, grad_w, grad_v


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w, v):
    # forward
    s0 = x[:2]
    matrix = w
    s1 = matrix @ x
    s2 = s1 + 0.5
    x_1 = np.tanh(s2)
    matrix_1 = v
    shift = s0
    s3 = matrix_1 @ x_1
    s4 = s3 + shift
    x_2 = np.tanh(s4)
    result = np.sum(x_2)
    # backward
    grad_result = 1.0                                      # result = np.sum(x_2)
    grad_x_2 = np.broadcast_to(grad_result, np.shape(x_2))
    grad_s4 = grad_x_2 * (1 - x_2 * x_2)                   # x_2 = np.tanh(s4)
    grad_s3 = unbroadcast(grad_s4, s3)                     # s4 = s3 + shift
    grad_shift = unbroadcast(grad_s4, shift)
    grad_matrix_1 = matmul_grad_a(grad_s3, matrix_1, x_1)  # s3 = matrix_1 @ x_1
    grad_x_1 = matmul_grad_b(grad_s3, matrix_1, x_1)
    grad_s0 = grad_shift                                   # shift = s0
    grad_v = grad_matrix_1
    grad_s2 = grad_x_1 * (1 - x_1 * x_1)
    grad_s1 = grad_s2                                      # s2 = s1 + 0.5
    grad_matrix = matmul_grad_a(grad_s1, matrix, x)        # s1 = matrix @ x
    grad_x = matmul_grad_b(grad_s1, matrix, x)
    grad_w = grad_matrix                                   # matrix = w
    grad_x[:2] += grad_s0                                  # s0 = x[:2]
    return grad_x, grad_w, grad_v
