# Rows appended, then stacked.

import numpy as np


def f(W, h, n):
    hs = [h]
    for t in range(n):
        hs.append(np.tanh(W @ hs[-1]))
    H = np.stack(hs)
    return np.sum(H * H)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.7, 0.9]), 3)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = [h]
    s0s = []
    s1s = []
    for t in range(n):
        s0 = hs[-1]
        s0s.append(s0)
        s1 = np.tanh(W @ s0)
        s1s.append(s1)
        hs.append(s1)
    H = np.stack(hs)
    # backward
    grad_H = 2.0 * H        # return np.sum(H * H)
    grad_hs = list(grad_H)  # H = np.stack(hs)
    grad_W = np.zeros_like(W)
    for t in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s1 = grad_hs.pop()            # hs.append(s1)
        grad_s2 = grad_s1 * (1 - s1 * s1)  # s1 = np.tanh(W @ s0)
        grad_W = grad_W + matmul_grad_a(grad_s2, W, s0)
        grad_hs[-1] = grad_hs[-1] + matmul_grad_b(grad_s2, W, s0)  # s0 = hs[-1]
    grad_h = grad_hs[0]
    return grad_W, grad_h


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, h, n):
    # forward
    hs = [h]
    s0s = []
    s1s = []
    for t in range(n):
        s0 = hs[-1]
        s0s.append(s0)
        s2 = W @ s0
        s1 = np.tanh(s2)
        s1s.append(s1)
        hs.append(s1)
    H = np.stack(hs)
    s3 = H * H
    result = np.sum(s3)
    # backward
    grad_result = 1.0           # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_H = 2 * (grad_s3 * H)  # s3 = H * H
    grad_hs = list(grad_H)      # H = np.stack(hs)
    grad_W = np.zeros_like(W)
    for t in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s1 = grad_hs.pop()                          # hs.append(s1)
        grad_s2 = grad_s1 * (1 - s1 * s1)                # s1 = np.tanh(s2)
        grad_W = grad_W + matmul_grad_a(grad_s2, W, s0)  # s2 = W @ s0
        grad_s0 = matmul_grad_b(grad_s2, W, s0)
        grad_hs[-1] = grad_hs[-1] + grad_s0              # s0 = hs[-1]
    grad_h = grad_hs[0]
    return grad_W, grad_h
