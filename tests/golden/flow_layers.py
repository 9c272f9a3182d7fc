# A net over a list of layers: gradients go to the arrays in the list.

import numpy as np


def f(x, W1, b1, W2, b2):
    layers = [(W1, b1), (W2, b2)]
    for W, b in layers:
        x = np.tanh(W @ x + b)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (
    np.array([0.3, -1.2]),
    np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]),
    np.array([0.1, 0.2, -0.3]),
    np.array([[0.2, -0.4, 0.7], [0.9, 0.3, -0.6]]),
    np.array([-0.1, 0.3]),
)
ARGNUMS = (0, 1, 2, 3, 4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, W1, b1, W2, b2):
    # forward
    s0 = W1 @ x
    x_1 = np.tanh(s0 + b1)
    s1 = W2 @ x_1
    x_2 = np.tanh(s1 + b2)
    # backward
    grad_x_2 = 2 * x_2                         # return np.sum(x * x)
    grad_s2 = grad_x_2 * (1 - x_2 * x_2)       # x_2 = np.tanh(s1 + b2)
    grad_s1 = unbroadcast(grad_s2, s1)
    grad_b2 = unbroadcast(grad_s2, b2)
    grad_W2 = matmul_grad_a(grad_s1, W2, x_1)  # s1 = W2 @ x_1
    grad_x_1 = matmul_grad_b(grad_s1, W2, x_1)
    grad_s3 = grad_x_1 * (1 - x_1 * x_1)       # x_1 = np.tanh(s0 + b1)
    grad_s0 = unbroadcast(grad_s3, s0)
    grad_b1 = unbroadcast(grad_s3, b1)
    grad_W1 = matmul_grad_a(grad_s0, W1, x)    # s0 = W1 @ x
    grad_x = matmul_grad_b(grad_s0, W1, x)
    return grad_x, grad_W1, grad_b1, grad_W2, grad_b2


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, W1, b1, W2, b2):
    # forward
    W = W1
    b = b1
    s0 = W @ x
    s1 = s0 + b
    x_1 = np.tanh(s1)
    W_1 = W2
    b_1 = b2
    s2 = W_1 @ x_1
    s3 = s2 + b_1
    x_2 = np.tanh(s3)
    s4 = x_2 * x_2
    result = np.sum(s4)
    # backward
    grad_result = 1.0                            # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_x_2 = 2 * (grad_s4 * x_2)               # s4 = x_2 * x_2
    grad_s3 = grad_x_2 * (1 - x_2 * x_2)         # x_2 = np.tanh(s3)
    grad_s2 = unbroadcast(grad_s3, s2)           # s3 = s2 + b_1
    grad_b_1 = unbroadcast(grad_s3, b_1)
    grad_W_1 = matmul_grad_a(grad_s2, W_1, x_1)  # s2 = W_1 @ x_1
    grad_x_1 = matmul_grad_b(grad_s2, W_1, x_1)
    grad_b2 = grad_b_1                           # b_1 = b2
    grad_W2 = grad_W_1
    grad_s1 = grad_x_1 * (1 - x_1 * x_1)
    grad_s0 = unbroadcast(grad_s1, s0)           # s1 = s0 + b
    grad_b = unbroadcast(grad_s1, b)
    grad_W = matmul_grad_a(grad_s0, W, x)        # s0 = W @ x
    grad_x = matmul_grad_b(grad_s0, W, x)
    grad_b1 = grad_b                             # b = b1
    grad_W1 = grad_W
    return grad_x, grad_W1, grad_b1, grad_W2, grad_b2
