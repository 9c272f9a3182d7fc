# The gradient of W in x @ W.T is one product, with nothing to turn round behind it.
import numpy as np


def loss(W, b, V, X, y):
    h = np.maximum(X @ W.T + b, 0)
    return np.mean((h @ V.T - y) ** 2)


r = np.random.default_rng(0).normal
ARGS = [r(size=(4, 3)), r(size=4), r(size=(2, 4)), r(size=(5, 3)), r(size=(5, 2))]
ARGNUMS = (0, 1, 2)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(W, b, V, X, y):
    # forward
    s0 = W.T
    s1 = X @ s0
    h = np.maximum(s1 + b, 0)
    s2 = V.T
    s3 = h @ s2
    s4 = s3 - y
    # backward
    grad_s3 = unbroadcast(2 / np.size(s4) * s4, s3)  # s4 = s3 - y
    grad_h = matmul_grad_a(grad_s3, h, s2)           # s3 = h @ s2
    grad_V = matmul_grad_b(grad_s3, h, s2).T         # s2 = V.T
    grad_s5 = grad_h * (h > 0)                       # h = np.maximum(s1 + b, 0)
    grad_b = unbroadcast(grad_s5, b)
    grad_W = matmul_grad_b(unbroadcast(grad_s5, s1), X, s0).T  # s0 = W.T
    return grad_W, grad_b, grad_V


# ---------------------------------- specialised -------------------------------------------------

def grad_loss(W, b, V, X, y):
    # forward
    h = np.maximum(X @ W.T + b, 0)
    s0 = h @ V.T
    # backward
    grad_s1 = 2 / np.size(s0) * (s0 - y)  # return np.mean((h @ V.T - y) ** 2)
    grad_h = grad_s1 @ V                  # s0 = h @ V.T
    grad_V = grad_s1.T @ h
    grad_s2 = grad_h * (h > 0)            # h = np.maximum(X @ W.T + b, 0)
    grad_b = np.sum(grad_s2, axis=0)
    grad_W = grad_s2.T @ X
    return grad_W, grad_b, grad_V


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(W, b, V, X, y):
    # forward
    s0 = W.T
    s1 = X @ s0
    s2 = s1 + b
    h = np.maximum(s2, 0)
    s3 = V.T
    s4 = h @ s3
    s5 = s4 - y
    s6 = s5 ** 2
    result = np.mean(s6)
    # backward
    grad_result = 1.0                        # result = np.mean(s6)
    grad_s6 = np.broadcast_to(grad_result / np.size(s6), np.shape(s6))
    grad_s5 = grad_s6 * 2 * s5               # s6 = s5 ** 2
    grad_s4 = unbroadcast(grad_s5, s4)       # s5 = s4 - y
    grad_h = matmul_grad_a(grad_s4, h, s3)   # s4 = h @ s3
    grad_s3 = matmul_grad_b(grad_s4, h, s3)
    grad_V = grad_s3.T                       # s3 = V.T
    grad_s2 = grad_h * (h > 0)               # h = np.maximum(s2, 0)
    grad_s1 = unbroadcast(grad_s2, s1)       # s2 = s1 + b
    grad_b = unbroadcast(grad_s2, b)
    grad_s0 = matmul_grad_b(grad_s1, X, s0)  # s1 = X @ s0
    grad_W = grad_s0.T                       # s0 = W.T
    return grad_W, grad_b, grad_V
