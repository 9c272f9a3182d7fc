# The gradient of the matrix is an outer product.

import numpy as np


def f(W, x):
    y = W @ x
    return y @ y


ANALYTIC = True
SPECIALIZED = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(2, 3)), RNG.normal(size=3))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, x):
    # forward
    y = W @ x
    result = y @ y
    require_scalar(result)
    # backward
    grad_y = 2 * y                        # result = y @ y
    grad_W = matmul_grad_a(grad_y, W, x)  # y = W @ x
    grad_x = matmul_grad_b(grad_y, W, x)
    return grad_W, grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(W, x):
    # forward
    y = W @ x
    # backward
    grad_y = 2 * y                # return y @ y
    grad_W = np.outer(grad_y, x)  # y = W @ x
    grad_x = W.T @ grad_y
    return grad_W, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, x):
    # forward
    y = W @ x
    result = y @ y
    require_scalar(result)
    # backward
    grad_result = 1.0                     # result = y @ y
    grad_y = 2 * (grad_result * y)
    grad_W = matmul_grad_a(grad_y, W, x)  # y = W @ x
    grad_x = matmul_grad_b(grad_y, W, x)
    return grad_W, grad_x
