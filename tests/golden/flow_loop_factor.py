# A literal factor of every term: once, behind the loop.

import numpy as np


def f(W, h, n):
    for t in range(n):
        h = np.tanh(0.2 * W @ h)
    return np.sum(h)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.4, 0.9]), 3)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    for t in range(n):
        hs.append(h)
        s0 = 0.2 * W
        h = np.tanh(s0 @ h)
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_W = np.zeros_like(W)
    for t in reversed(range(n)):
        grad_s1 = grad_h * (1 - h * h)                 # h = np.tanh(s0 @ h)
        h = hs.pop()
        grad_h = matmul_grad_b(grad_s1, s0, h)
        grad_W += matmul_grad_a(grad_s1, s0, h) * 0.2  # s0 = 0.2 * W
    return grad_W, grad_h


# ---------------------------------- specialised -------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    for t in range(n):
        hs.append(h)
        s0 = 0.2 * W
        h = np.tanh(s0 @ h)
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_s1s = []
    hs_1 = []
    for t in reversed(range(n)):
        grad_s1 = grad_h * (1 - h * h)  # h = np.tanh(s0 @ h)
        h = hs.pop()
        grad_h = s0.T @ grad_s1
        grad_s1s.append(grad_s1)
        hs_1.append(h)
    grad_W = sum_of_outer(grad_s1s, hs_1, W)  # h = np.tanh(s0 @ h)
    grad_W *= 0.2                             # s0 = 0.2 * W
    return grad_W, grad_h


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    s0s = []
    for t in range(n):
        hs.append(h)
        s0 = 0.2 * W
        s0s.append(s0)
        s1 = s0 @ h
        h = np.tanh(s1)
    result = np.sum(h)
    # backward
    grad_result = 1.0  # result = np.sum(h)
    grad_h = np.broadcast_to(grad_result, np.shape(h))
    grad_W = np.zeros_like(W)
    for t in reversed(range(n)):
        s0 = s0s.pop()
        grad_s1 = grad_h * (1 - h * h)           # h = np.tanh(s1)
        h = hs.pop()
        grad_s0 = matmul_grad_a(grad_s1, s0, h)  # s1 = s0 @ h
        grad_h = matmul_grad_b(grad_s1, s0, h)
        grad_W += grad_s0 * 0.2                  # s0 = 0.2 * W
    return grad_W, own(grad_h)
