# The backward half calls the function again instead of keeping what it computed.

import numpy as np

from adcompile import checkpoint


def layer(h, W):
    return np.tanh(W @ np.sin(h))


def f(h, W):
    step = checkpoint(layer)
    for _ in range(2):
        h = step(h, W)
    return np.sum(h)


ANALYTIC = True
ARGS = (np.array([0.7, 0.9]), np.array([[0.3, -1.2], [0.5, 0.8]]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(h, W):
    # forward
    hs = []
    for _ in range(2):
        hs.append(h)
        h = np.tanh(W @ np.sin(h))
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_W = np.zeros_like(W)
    for h in reversed(hs):
        s0 = np.sin(h)
        h_1 = np.tanh(W @ s0)
        grad_s1 = grad_h * (1 - h_1 * h_1)                  # h_1 = np.tanh(W @ s0)
        grad_W += matmul_grad_a(grad_s1, W, s0)
        grad_h = matmul_grad_b(grad_s1, W, s0) * np.cos(h)  # s0 = np.sin(h)
    return grad_h, grad_W


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(h, W):
    # forward
    hs = []
    for _ in range(2):
        hs.append(h)
        s0 = np.sin(h)
        s1 = W @ s0
        h = np.tanh(s1)
    result = np.sum(h)
    # backward
    grad_result = 1.0  # result = np.sum(h)
    grad_h = np.broadcast_to(grad_result, np.shape(h))
    grad_W = np.zeros_like(W)
    for h in reversed(hs):
        s2 = np.sin(h)
        s3 = W @ s2
        h_1 = np.tanh(s3)
        grad_s1 = grad_h * (1 - h_1 * h_1)       # h_1 = np.tanh(s3)
        grad_W += matmul_grad_a(grad_s1, W, s2)  # s3 = W @ s2
        grad_s0 = matmul_grad_b(grad_s1, W, s2)
        grad_h = grad_s0 * np.cos(h)             # s2 = np.sin(h)
    return own(grad_h), grad_W
