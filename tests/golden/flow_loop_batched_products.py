# Outer products are added up in one product behind the loop, and their factor multiplies it.

import numpy as np


def f(W, h, n):
    for t in range(n):
        h = h + 0.1 * np.tanh(W @ h)
    return np.sum(h)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.4, 0.9]), 3)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    s0s = []
    s1s = []
    for t in range(n):
        hs.append(h)
        s0 = np.tanh(W @ h)
        s0s.append(s0)
        s1 = 0.1 * s0
        s1s.append(s1)
        h = h + s1
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_W = np.zeros_like(W)
    for t in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        h = hs.pop()
        grad_h_1 = unbroadcast(grad_h, h)                        # h = h + s1
        grad_s2 = unbroadcast(grad_h, s1) * 0.1 * (1 - s0 * s0)  # s0 = np.tanh(W @ h)
        grad_W += matmul_grad_a(grad_s2, W, h)
        grad_h = grad_h_1 + matmul_grad_b(grad_s2, W, h)
    return grad_W, grad_h


# ---------------------------------- specialised -------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    s0s = []
    for t in range(n):
        hs.append(h)
        s0 = np.tanh(W @ h)
        s0s.append(s0)
        h = h + 0.1 * s0
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_s1s = []
    hs_1 = []
    for t in reversed(range(n)):
        s0 = s0s.pop()
        h = hs.pop()
        grad_s1 = grad_h * 0.1 * (1 - s0 * s0)  # s0 = np.tanh(W @ h)
        grad_h += W.T @ grad_s1
        grad_s1s.append(grad_s1)
        hs_1.append(h)
    grad_W = sum_of_outer(grad_s1s, hs_1, W)  # s0 = np.tanh(W @ h)
    return grad_W, grad_h


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    s0s = []
    s1s = []
    for t in range(n):
        hs.append(h)
        s2 = W @ h
        s0 = np.tanh(s2)
        s0s.append(s0)
        s1 = 0.1 * s0
        s1s.append(s1)
        h = h + s1
    result = np.sum(h)
    # backward
    grad_result = 1.0  # result = np.sum(h)
    grad_h = np.broadcast_to(grad_result, np.shape(h))
    grad_W = np.zeros_like(W)
    for t in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        h = hs.pop()
        grad_h_1 = unbroadcast(grad_h, h)       # h = h + s1
        grad_s1 = unbroadcast(grad_h, s1)
        grad_s0 = grad_s1 * 0.1                 # s1 = 0.1 * s0
        grad_s2 = grad_s0 * (1 - s0 * s0)       # s0 = np.tanh(s2)
        grad_W += matmul_grad_a(grad_s2, W, h)  # s2 = W @ h
        grad_h = grad_h_1 + matmul_grad_b(grad_s2, W, h)
    return grad_W, own(grad_h)
