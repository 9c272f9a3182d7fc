# Every second state is kept, the others are computed again.

import numpy as np

from adcompile import checkpoint


def f(W, h, n):
    for t in checkpoint(range(n), every=2):
        h = np.tanh(W @ h)
    return np.sum(h)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.7, 0.9]), 5)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = []
    s0s = []
    s1s = []
    for start in range(0, n, 2):
        hs.append(h)
        s0 = min(n, start + 2)
        s0s.append(s0)
        s1 = range(start, s0)
        s1s.append(s1)
        for t in s1:
            h = np.tanh(W @ h)
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_W = np.zeros_like(W)
    for start in reversed(range(0, n, 2)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        h = hs.pop()
        hs_1 = []
        for t in s1:
            hs_1.append(h)
            h = np.tanh(W @ h)
        for t in reversed(range(start, s0)):
            grad_s2 = grad_h * (1 - h * h)  # h = np.tanh(W @ h)
            h = hs_1.pop()
            grad_W += matmul_grad_a(grad_s2, W, h)
            grad_h = matmul_grad_b(grad_s2, W, h)
    return grad_W, grad_h


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, h, n):
    # forward
    s0 = range(n)
    hs = []
    s1s = []
    s2s = []
    for start in range(0, n, 2):
        hs.append(h)
        s3 = start + 2
        s1 = min(n, s3)
        s1s.append(s1)
        s2 = range(start, s1)
        s2s.append(s2)
        for t in s2:
            s4 = W @ h
            h = np.tanh(s4)
    result = np.sum(h)
    # backward
    grad_result = 1.0  # result = np.sum(h)
    grad_h = np.broadcast_to(grad_result, np.shape(h))
    grad_W = np.zeros_like(W)
    for start in reversed(range(0, n, 2)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        h = hs.pop()
        hs_1 = []
        for t in s2:
            hs_1.append(h)
            s5 = W @ h
            h = np.tanh(s5)
        for t in reversed(range(start, s1)):
            grad_s4 = grad_h * (1 - h * h)          # h = np.tanh(s5)
            h = hs_1.pop()
            grad_W += matmul_grad_a(grad_s4, W, h)  # s5 = W @ h
            grad_h = matmul_grad_b(grad_s4, W, h)
    return grad_W, own(grad_h)
