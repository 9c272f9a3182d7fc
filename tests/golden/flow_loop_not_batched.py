# Another factor in each branch: the products are added up one by one.

import numpy as np


def f(W, X):
    h = np.ones(2)
    for x in X:
        if x[0] > 0:
            h = h + 0.1 * (W @ x) * h
        else:
            h = h - 0.3 * (W @ h)
    return np.sum(h)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([[0.4, 0.9], [-0.2, 0.5]]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, X):
    # forward
    h = np.ones(2)
    hs = []
    s0s = []
    s1s = []
    s2s = []
    for x in X:
        hs.append(h)
        if x[0] > 0:
            s0 = 0.1 * (W @ x)
            s0s.append(s0)
            s1 = s0 * h
            s1s.append(s1)
            h = h + s1
        else:
            s2 = 0.3 * (W @ h)
            s2s.append(s2)
            h = h - s2
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_X = np.zeros_like(X)
    grad_W = np.zeros_like(W)
    for i in reversed(range(len(X))):
        h = hs.pop()
        x = X[i]
        if x[0] > 0:
            s1 = s1s.pop()
            s0 = s0s.pop()
            grad_s1 = unbroadcast(grad_h, s1)       # h = h + s1
            grad_h = unbroadcast(grad_h, h)
            grad_s0 = unbroadcast(grad_s1 * h, s0)  # s1 = s0 * h
            grad_h += unbroadcast(grad_s1 * s0, h)
            grad_s3 = grad_s0 * 0.1                 # s0 = 0.1 * (W @ x)
            grad_W += matmul_grad_a(grad_s3, W, x)
            grad_x = matmul_grad_b(grad_s3, W, x)
            grad_X[i] += grad_x
        else:
            s2 = s2s.pop()
            grad_h_1 = unbroadcast(grad_h, h)         # h = h - s2
            grad_s4 = unbroadcast(-grad_h, s2) * 0.3  # s2 = 0.3 * (W @ h)
            grad_W += matmul_grad_a(grad_s4, W, h)
            grad_h = grad_h_1 + matmul_grad_b(grad_s4, W, h)
    return grad_W, grad_X


# ---------------------------------- specialised -------------------------------------------------

def grad_f(W, X):
    # forward
    h = np.ones(2)
    hs = []
    s0s = []
    for x in X:
        hs.append(h)
        if x[0] > 0:
            s0 = 0.1 * (W @ x)
            s0s.append(s0)
            h = h + s0 * h
        else:
            h = h - 0.3 * (W @ h)
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_X = np.zeros_like(X)
    grad_W = np.zeros_like(W)
    for i in reversed(range(len(X))):
        h = hs.pop()
        x = X[i]
        if x[0] > 0:
            s0 = s0s.pop()
            grad_s0 = grad_h * h     # h = h + s0 * h
            grad_h += grad_h * s0
            grad_s1 = grad_s0 * 0.1  # s0 = 0.1 * (W @ x)
            grad_W += np.outer(grad_s1, x)
            grad_x = W.T @ grad_s1
            grad_X[i] += grad_x
        else:
            grad_s2 = -grad_h * 0.3  # h = h - 0.3 * (W @ h)
            grad_W += np.outer(grad_s2, h)
            grad_h += W.T @ grad_s2
    return grad_W, grad_X


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, X):
    # forward
    h = np.ones(2)
    s0 = len(X)
    hs = []
    s1s = []
    s2s = []
    s3s = []
    for i in range(s0):
        hs.append(h)
        x = X[i]
        s4 = x[0]
        if s4 > 0:
            s5 = W @ x
            s1 = 0.1 * s5
            s1s.append(s1)
            s2 = s1 * h
            s2s.append(s2)
            h = h + s2
        else:
            s6 = W @ h
            s3 = 0.3 * s6
            s3s.append(s3)
            h = h - s3
    result = np.sum(h)
    # backward
    grad_result = 1.0  # result = np.sum(h)
    grad_h = np.broadcast_to(grad_result, np.shape(h))
    grad_X = np.zeros_like(X)
    grad_W = np.zeros_like(W)
    for i in reversed(range(len(X))):
        h = hs.pop()
        x = X[i]  # x = X[i]
        if x[0] > 0:
            s2 = s2s.pop()
            s1 = s1s.pop()
            grad_h_1 = unbroadcast(grad_h, h)       # h = h + s2
            grad_s2 = unbroadcast(grad_h, s2)
            grad_s1 = unbroadcast(grad_s2 * h, s1)  # s2 = s1 * h
            grad_h = grad_h_1 + unbroadcast(grad_s2 * s1, h)
            grad_s5 = grad_s1 * 0.1                 # s1 = 0.1 * s5
            grad_W += matmul_grad_a(grad_s5, W, x)  # s5 = W @ x
            grad_x = matmul_grad_b(grad_s5, W, x)
        else:
            s3 = s3s.pop()
            grad_h_1 = unbroadcast(grad_h, h)       # h = h - s3
            grad_s3 = unbroadcast(-grad_h, s3)
            grad_s6 = grad_s3 * 0.3                 # s3 = 0.3 * s6
            grad_W += matmul_grad_a(grad_s6, W, h)  # s6 = W @ h
            grad_h = grad_h_1 + matmul_grad_b(grad_s6, W, h)
            grad_x = np.zeros_like(x)
        grad_X[i] += grad_x  # x = X[i]
    return grad_W, grad_X
