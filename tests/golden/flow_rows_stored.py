# Rows of a matrix, filled from the row above.

import numpy as np


def f(W, x, n):
    H = np.zeros((n, 2))
    H[0] = x
    for t in range(1, n):
        H[t] = np.tanh(W @ H[t - 1])
    return np.sum(H * H)


ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.7, 0.9]), 4)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, x, n):
    # forward
    H = np.zeros((n, 2))
    H[0] = x
    s0s = []
    s1s = []
    for t in range(1, n):
        s0 = H[t - 1]
        s0s.append(s0.copy())
        s1 = np.tanh(W @ s0)
        s1s.append(s1)
        H[t] = s1
    # backward
    grad_H = 2 * H  # return np.sum(H * H)
    grad_W = np.zeros_like(W)
    for t in reversed(range(1, n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s1 = own(unbroadcast(grad_H[t], s1))       # H[t] = s1
        grad_H[t] = 0
        grad_s2 = grad_s1 * (1 - s1 * s1)               # s1 = np.tanh(W @ s0)
        grad_W += matmul_grad_a(grad_s2, W, s0)
        grad_H[t - 1] += matmul_grad_b(grad_s2, W, s0)  # s0 = H[t - 1]
    grad_x = unbroadcast(grad_H[0], x)  # H[0] = x
    return grad_W, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, x, n):
    # forward
    H = np.zeros((n, 2))
    H[0] = x
    s0s = []
    s1s = []
    for t in range(1, n):
        s2 = t - 1
        s0 = H[s2]
        s3 = s0.copy()
        s0s.append(s3)
        s4 = W @ s0
        s1 = np.tanh(s4)
        s1s.append(s1)
        H[t] = s1
    s5 = H * H
    result = np.sum(s5)
    # backward
    grad_result = 1.0           # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    grad_H = 2 * (grad_s5 * H)  # s5 = H * H
    grad_W = np.zeros_like(W)
    for t in reversed(range(1, n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s1 = unbroadcast(grad_H[t], s1)     # H[t] = s1
        grad_s1 = own(grad_s1)
        grad_H[t] = 0
        grad_s4 = grad_s1 * (1 - s1 * s1)        # s1 = np.tanh(s4)
        grad_W += matmul_grad_a(grad_s4, W, s0)  # s4 = W @ s0
        grad_s0 = matmul_grad_b(grad_s4, W, s0)
        grad_H[t - 1] += grad_s0                 # s3 = s0.copy()
    grad_x = unbroadcast(grad_H[0], x)  # H[0] = x
    return grad_W, grad_x
