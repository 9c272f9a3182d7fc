# One list of states; the weights' cotangent is gathered over the loop.

import numpy as np


def f(W, h, n):
    for t in range(n):
        h = np.tanh(W @ h)
    return np.sum(h)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.7, 0.9]), 4)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    for t in range(n):
        hs.append(h)
        h = np.tanh(W @ h)
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_W = np.zeros_like(W)
    for t in reversed(range(n)):
        grad_s0 = grad_h * (1 - h * h)  # h = np.tanh(W @ h)
        h = hs.pop()
        grad_W += matmul_grad_a(grad_s0, W, h)
        grad_h = matmul_grad_b(grad_s0, W, h)
    return grad_W, grad_h


# ---------------------------------- specialised -------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    for t in range(n):
        hs.append(h)
        h = np.tanh(W @ h)
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_s0s = []
    hs_1 = []
    for t in reversed(range(n)):
        grad_s0 = grad_h * (1 - h * h)  # h = np.tanh(W @ h)
        h = hs.pop()
        grad_h = W.T @ grad_s0
        grad_s0s.append(grad_s0)
        hs_1.append(h)
    grad_W = sum_of_outer(grad_s0s, hs_1, W)  # h = np.tanh(W @ h)
    return grad_W, grad_h


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    for t in range(n):
        hs.append(h)
        s0 = W @ h
        h = np.tanh(s0)
    result = np.sum(h)
    # backward
    grad_result = 1.0  # result = np.sum(h)
    grad_h = np.broadcast_to(grad_result, np.shape(h))
    grad_W = np.zeros_like(W)
    for t in reversed(range(n)):
        grad_s0 = grad_h * (1 - h * h)          # h = np.tanh(s0)
        h = hs.pop()
        grad_W += matmul_grad_a(grad_s0, W, h)  # s0 = W @ h
        grad_h = matmul_grad_b(grad_s0, W, h)
    return grad_W, own(grad_h)
