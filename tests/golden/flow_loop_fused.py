# A sum over observations: forward and backward in one pass, and nothing is kept.

import numpy as np


def f(w, X, y):
    loss = 0.0
    for x, t in zip(X, y):
        r = np.tanh(w @ x) - t
        loss += r * r
    return loss / len(X)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.4, 0.9]), np.array([[0.3, -1.2], [0.5, 0.8]]), np.array([0.1, 0.7]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(w, X, y):
    # forward
    s0 = list(y)
    s1 = min(len(X), len(s0))
    s2s = []
    rs = []
    loss = 0.0
    for i in range(s1):
        x = X[i]
        t = s0[i]
        s2 = np.tanh(w @ x)
        s2s.append(s2)
        r = s2 - t
        rs.append(r)
        loss += r * r
    s3 = len(X)
    result = loss / s3
    require_scalar(result)
    # backward
    grad_X = np.zeros_like(X)
    grad_w = np.zeros_like(w)
    for i in reversed(range(s1)):
        r = rs.pop()
        s2 = s2s.pop()
        x = X[i]                          # t = s0[i]
        grad_r = 2 / s3 * r               # loss += r * r
        grad_s5 = grad_r * (1 - s2 * s2)  # s2 = np.tanh(w @ x)
        grad_w = grad_w + grad_s5 * x
        grad_x = grad_s5 * w
        grad_X[i] += grad_x               # t = s0[i]
    return grad_w, grad_X


# ---------------------------------- specialised -------------------------------------------------

def grad_f(w, X, y):
    # forward
    s0 = len(X)
    # forward and backward
    grad_X = np.zeros_like(X)
    grad_w = np.zeros_like(w)
    for i, (x, t) in enumerate(zip(X, y)):
        s1 = np.tanh(w @ x)
        r = s1 - t
        grad_r = 2 / s0 * r               # loss += r * r
        grad_s2 = grad_r * (1 - s1 * s1)  # s1 = np.tanh(w @ x)
        grad_w += grad_s2 * x
        grad_x = grad_s2 * w
        grad_X[i] += grad_x
    return grad_w, grad_X


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(w, X, y):
    # forward
    s0 = list(y)
    s1 = len(X)
    s2 = len(s0)
    s3 = min(s1, s2)
    s4s = []
    rs = []
    loss = 0.0
    for i in range(s3):
        x = X[i]
        t = s0[i]
        s5 = w @ x
        s4 = np.tanh(s5)
        s4s.append(s4)
        r = s4 - t
        rs.append(r)
        s6 = r * r
        loss += s6
    s7 = len(X)
    result = loss / s7
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = loss / s7
    grad_loss = grad_result / s7
    grad_X = np.zeros_like(X)
    grad_w = np.zeros_like(w)
    for i in reversed(range(s3)):
        r = rs.pop()
        s4 = s4s.pop()
        x = X[i]                           # t = s0[i]
        grad_s6 = grad_loss                # loss += s6
        grad_r = 2 * (grad_s6 * r)         # s6 = r * r
        grad_s4 = grad_r                   # r = s4 - t
        grad_s5 = grad_s4 * (1 - s4 * s4)  # s4 = np.tanh(s5)
        grad_w = grad_w + grad_s5 * x      # s5 = w @ x
        grad_x = grad_s5 * w
        grad_X[i] += grad_x                # t = s0[i]
    return grad_w, grad_X
