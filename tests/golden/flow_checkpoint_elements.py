# Checkpoints of a loop over rows.

import numpy as np

from adcompile import checkpoint


def f(X, h):
    for row in checkpoint(X, every=2):
        h = np.tanh(h * row)
    return np.sum(h)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]), np.array([0.7, 0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(X, h):
    # forward
    s0 = len(X)
    hs = []
    for start in range(0, s0, 2):
        hs.append(h)
        for j in range(start, min(s0, start + 2)):
            row = X[j]
            h = np.tanh(h * row)
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_X = np.zeros_like(X)
    for start in reversed(range(0, len(X), 2)):
        h = hs.pop()
        s1 = min(s0, start + 2)
        hs_1 = []
        for j in range(start, s1):
            hs_1.append(h)
            row = X[j]
            h = np.tanh(h * row)
        for j in reversed(range(start, s1)):
            row = X[j]
            grad_s2 = grad_h * (1 - h * h)  # h = np.tanh(h * row)
            h = hs_1.pop()
            grad_h = unbroadcast(grad_s2 * row, h)
            grad_row = unbroadcast(grad_s2 * h, row)
            grad_X[j] += grad_row
    return grad_X, grad_h


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(X, h):
    # forward
    s0 = len(X)
    s1 = range(s0)
    hs = []
    for start in range(0, s0, 2):
        hs.append(h)
        s2 = start + 2
        s3 = min(s0, s2)
        for j in range(start, s3):
            row = X[j]
            s4 = h * row
            h = np.tanh(s4)
    result = np.sum(h)
    # backward
    grad_result = 1.0  # result = np.sum(h)
    grad_h = np.broadcast_to(grad_result, np.shape(h))
    grad_X = np.zeros_like(X)
    for start in reversed(range(0, len(X), 2)):
        h = hs.pop()
        s5 = min(s0, start + 2)
        hs_1 = []
        for j in range(start, s5):
            hs_1.append(h)
            row = X[j]
            s6 = h * row
            h = np.tanh(s6)
        for j in reversed(range(start, s5)):
            row = X[j]
            grad_s4 = grad_h * (1 - h * h)          # h = np.tanh(s6)
            h = hs_1.pop()
            grad_h = unbroadcast(grad_s4 * row, h)  # s6 = h * row
            grad_row = unbroadcast(grad_s4 * h, row)
            grad_X[j] += grad_row
    return grad_X, own(grad_h)
