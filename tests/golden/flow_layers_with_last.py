# All layers but the last have a nonlinearity.

import numpy as np


def f(x, W1, W2):
    layers = [W1, W2]
    for k, W in enumerate(layers):
        x = W @ x
        if k < len(layers) - 1:
            x = np.maximum(x, 0)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (
    np.array([0.3, -1.2]),
    np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]),
    np.array([[0.2, -0.4, 0.7], [0.9, 0.3, -0.6]]),
)
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, W1, W2):
    # forward
    x_1 = W1 @ x
    x_1 = np.maximum(x_1, 0)
    x_2 = W2 @ x_1
    # backward
    grad_x_2 = 2 * x_2                          # return np.sum(x * x)
    grad_W2 = matmul_grad_a(grad_x_2, W2, x_1)  # x_2 = W2 @ x_1
    grad_x_1 = matmul_grad_b(grad_x_2, W2, x_1)
    grad_x_1 = grad_x_1 * (x_1 > 0)             # x_1 = np.maximum(x_1, 0)
    grad_W1 = matmul_grad_a(grad_x_1, W1, x)    # x_1 = W1 @ x
    grad_x = matmul_grad_b(grad_x_1, W1, x)
    return grad_x, grad_W1, grad_W2


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, W1, W2):
    # forward
    W = W1
    x_1 = W @ x
    x_1 = np.maximum(x_1, 0)
    W_1 = W2
    x_2 = W_1 @ x_1
    s0 = x_2 * x_2
    result = np.sum(s0)
    # backward
    grad_result = 1.0                             # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_x_2 = 2 * (grad_s0 * x_2)                # s0 = x_2 * x_2
    grad_W_1 = matmul_grad_a(grad_x_2, W_1, x_1)  # x_2 = W_1 @ x_1
    grad_x_1 = matmul_grad_b(grad_x_2, W_1, x_1)
    grad_W2 = grad_W_1                            # W_1 = W2
    grad_x_1 = grad_x_1 * (x_1 > 0)
    grad_W = matmul_grad_a(grad_x_1, W, x)        # x_1 = W @ x
    grad_x = matmul_grad_b(grad_x_1, W, x)
    grad_W1 = grad_W                              # W = W1
    return grad_x, grad_W1, grad_W2
