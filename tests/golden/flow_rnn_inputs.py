# The inputs are the rows of an array.

import numpy as np


def f(W, U, b, X):
    h = np.zeros(2)
    for x in X:
        h = np.tanh(W @ h + U @ x + b)
    return h @ h


ANALYTIC = True
SPECIALIZED = True
ARGS = (
    np.array([[0.3, -1.2], [0.5, 0.8]]),
    np.array([[0.2, -0.4, 0.7], [0.9, 0.3, -0.6]]),
    np.array([0.1, -0.2]),
    np.linspace(-1, 1, 12).reshape(4, 3),
)
ARGNUMS = (0, 1, 2, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, U, b, X):
    # forward
    h = np.zeros(2)
    hs = []
    s0s = []
    s1s = []
    s2s = []
    for x in X:
        hs.append(h)
        s0 = W @ h
        s0s.append(s0)
        s1 = U @ x
        s1s.append(s1)
        s2 = s0 + s1
        s2s.append(s2)
        h = np.tanh(s2 + b)
    result = h @ h
    require_scalar(result)
    # backward
    grad_h = 2 * h  # result = h @ h
    grad_X = np.zeros_like(X)
    grad_W = np.zeros_like(W)
    grad_U = np.zeros_like(U)
    grad_b = np.zeros_like(b)
    for i in reversed(range(len(X))):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        x = X[i]
        grad_s4 = grad_h * (1 - h * h)          # h = np.tanh(s2 + b)
        h = hs.pop()
        grad_s2 = unbroadcast(grad_s4, s2)
        grad_b += unbroadcast(grad_s4, b)
        grad_s0 = unbroadcast(grad_s2, s0)      # s2 = s0 + s1
        grad_s1 = unbroadcast(grad_s2, s1)
        grad_U += matmul_grad_a(grad_s1, U, x)  # s1 = U @ x
        grad_x = matmul_grad_b(grad_s1, U, x)
        grad_W += matmul_grad_a(grad_s0, W, h)  # s0 = W @ h
        grad_h = matmul_grad_b(grad_s0, W, h)
        grad_X[i] += grad_x
    return grad_W, grad_U, grad_b, grad_X


# ---------------------------------- specialised -------------------------------------------------

def grad_f(W, U, b, X):
    # forward
    h = np.zeros(2)
    hs = []
    for x in X:
        hs.append(h)
        h = np.tanh(W @ h + U @ x + b)
    # backward
    grad_h = 2 * h  # return h @ h
    grad_X = np.zeros_like(X)
    grad_b = np.zeros_like(b)
    grad_s0s = []
    hs_1 = []
    xs = []
    for i in reversed(range(len(X))):
        x = X[i]
        grad_s0 = grad_h * (1 - h * h)  # h = np.tanh(W @ h + U @ x + b)
        h = hs.pop()
        grad_b += grad_s0
        grad_x = U.T @ grad_s0
        grad_h = W.T @ grad_s0
        grad_X[i] += grad_x
        grad_s0s.append(grad_s0)        # h = np.tanh(W @ h + U @ x + b)
        hs_1.append(h)
        xs.append(x)
    grad_W = sum_of_outer(grad_s0s, hs_1, W)  # h = np.tanh(W @ h + U @ x + b)
    grad_U = sum_of_outer(grad_s0s, xs, U)
    return grad_W, grad_U, grad_b, grad_X


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, U, b, X):
    # forward
    h = np.zeros(2)
    s0 = len(X)
    hs = []
    s1s = []
    s2s = []
    s3s = []
    for i in range(s0):
        hs.append(h)
        x = X[i]
        s1 = W @ h
        s1s.append(s1)
        s2 = U @ x
        s2s.append(s2)
        s3 = s1 + s2
        s3s.append(s3)
        s4 = s3 + b
        h = np.tanh(s4)
    result = h @ h
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = h @ h
    grad_h = 2 * (grad_result * h)
    grad_X = np.zeros_like(X)
    grad_W = np.zeros_like(W)
    grad_U = np.zeros_like(U)
    grad_b = np.zeros_like(b)
    for i in reversed(range(len(X))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        x = X[i]                                # x = X[i]
        grad_s4 = grad_h * (1 - h * h)          # h = np.tanh(s4)
        h = hs.pop()
        grad_s3 = unbroadcast(grad_s4, s3)      # s4 = s3 + b
        grad_b += unbroadcast(grad_s4, b)
        grad_s1 = unbroadcast(grad_s3, s1)      # s3 = s1 + s2
        grad_s2 = unbroadcast(grad_s3, s2)
        grad_U += matmul_grad_a(grad_s2, U, x)  # s2 = U @ x
        grad_x = matmul_grad_b(grad_s2, U, x)
        grad_W += matmul_grad_a(grad_s1, W, h)  # s1 = W @ h
        grad_h = matmul_grad_b(grad_s1, W, h)
        grad_X[i] += grad_x                     # x = X[i]
    return grad_W, grad_U, grad_b, grad_X
