# Softmax regression trained by an inner loop, differentiated in its data and step.

import numpy as np


def f(X, rate, labels):
    W = np.zeros((2, 3))
    for step in range(3):
        E = np.exp(X @ W)
        P = E / np.sum(E, axis=1, keepdims=True)
        P[np.arange(len(labels)), labels] -= 1
        W = W - rate * X.T @ P
    return np.sum(W * W)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]), 0.2, np.array([0, 2, 1]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(X, rate, labels):
    # forward
    W = np.zeros((2, 3))
    Ws = []
    Es = []
    s0s = []
    Ps = []
    Ps_1 = []
    s1s = []
    for step in range(3):
        Ws.append(W)
        E = np.exp(X @ W)
        Es.append(E)
        s0 = np.sum(E, axis=1, keepdims=True)
        s0s.append(s0)
        P = E / s0
        Ps.append(P)
        P = own(P)
        P[np.arange(len(labels)), labels] -= 1
        Ps_1.append(P)
        s2 = rate * X.T
        s1 = s2 @ P
        s1s.append(s1)
        W = W - s1
    # backward
    grad_W = 2 * W  # return np.sum(W * W)
    grad_X = np.zeros_like(X)
    grad_rate = np.zeros_like(rate)
    for step in reversed(range(3)):
        s1 = s1s.pop()
        P = Ps_1.pop()
        P_1 = Ps.pop()
        s0 = s0s.pop()
        E = Es.pop()
        W = Ws.pop()
        s3 = X.T                                       # s2 = rate * X.T
        grad_W_1 = unbroadcast(grad_W, W)              # W = W - s1
        grad_s1 = unbroadcast(-grad_W, s1)
        grad_s2 = matmul_grad_a(grad_s1, s2, P)        # s1 = s2 @ P
        grad_P = matmul_grad_b(grad_s1, s2, P)
        grad_rate += unbroadcast(grad_s2 * s3, rate)   # s2 = rate * X.T
        grad_X += unbroadcast(grad_s2 * rate, s3).T
        grad_E = unbroadcast(grad_P / s0, E)           # P = E / s0
        grad_E += unbroadcast(-grad_P * P_1 / s0, s0)  # s0 = np.sum(E, axis=1, keep...
        grad_s4 = grad_E * E                           # E = np.exp(X @ W)
        grad_X += matmul_grad_a(grad_s4, X, W)
        grad_W = grad_W_1 + matmul_grad_b(grad_s4, X, W)
    return grad_X, grad_rate


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(X, rate, labels):
    # forward
    W = np.zeros((2, 3))
    Ws = []
    Es = []
    s0s = []
    Ps = []
    Ps_1 = []
    s1s = []
    s2s = []
    for step in range(3):
        Ws.append(W)
        s3 = X @ W
        E = np.exp(s3)
        Es.append(E)
        s0 = np.sum(E, axis=1, keepdims=True)
        s0s.append(s0)
        P = E / s0
        Ps.append(P)
        s4 = len(labels)
        s5 = np.arange(s4)
        P = own(P)
        P[s5, labels] -= 1
        Ps_1.append(P)
        s6 = X.T
        s1 = rate * s6
        s1s.append(s1)
        s2 = s1 @ P
        s2s.append(s2)
        W = W - s2
    s7 = W * W
    result = np.sum(s7)
    # backward
    grad_result = 1.0           # result = np.sum(s7)
    grad_s7 = np.broadcast_to(grad_result, np.shape(s7))
    grad_W = 2 * (grad_s7 * W)  # s7 = W * W
    grad_X = np.zeros_like(X)
    grad_rate = np.zeros_like(rate)
    for step in reversed(range(3)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        P = Ps_1.pop()
        P_1 = Ps.pop()
        s0 = s0s.pop()
        E = Es.pop()
        W = Ws.pop()
        s8 = X.T                                         # s6 = X.T
        grad_W_1 = unbroadcast(grad_W, W)                # W = W - s2
        grad_s2 = unbroadcast(-grad_W, s2)
        grad_s1 = matmul_grad_a(grad_s2, s1, P)          # s2 = s1 @ P
        grad_P = matmul_grad_b(grad_s2, s1, P)
        grad_rate += unbroadcast(grad_s1 * s8, rate)     # s1 = rate * s6
        grad_s6 = unbroadcast(grad_s1 * rate, s8)
        grad_X += grad_s6.T                              # s6 = X.T
        grad_E = unbroadcast(grad_P / s0, E)             # P = E / s0
        grad_s0 = unbroadcast(-grad_P * P_1 / s0, s0)
        grad_E += np.broadcast_to(grad_s0, np.shape(E))  # s0 = np.sum(E, axis=1, ke...
        grad_s3 = grad_E * E                             # E = np.exp(s3)
        grad_X += matmul_grad_a(grad_s3, X, W)           # s3 = X @ W
        grad_W = grad_W_1 + matmul_grad_b(grad_s3, X, W)
    return grad_X, grad_rate
