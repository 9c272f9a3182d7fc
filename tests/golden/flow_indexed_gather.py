# Rows picked by an array of integers, some twice.

import numpy as np


def f(E, idx):
    h = E[0] * 0
    for i in idx:
        h = np.tanh(h + E[i])
    return np.sum(h)


ANALYTIC = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.8], [1.1, 0.4]]), np.array([2, 0, 2]))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(E, idx):
    # forward
    h = E[0] * 0
    s0 = list(idx)
    hs = []
    s1s = []
    for i in s0:
        hs.append(h)
        s1 = E[i]
        s1s.append(s1)
        h = np.tanh(h + s1)
    # backward
    grad_h = np.ones_like(h)  # return np.sum(h)
    grad_E = np.zeros_like(E)
    for i in reversed(range(len(s0))):
        s1 = s1s.pop()
        i = s0[i]
        grad_s2 = grad_h * (1 - h * h)                  # h = np.tanh(h + s1)
        h = hs.pop()
        grad_h = unbroadcast(grad_s2, h)
        np.add.at(grad_E, i, unbroadcast(grad_s2, s1))  # s1 = E[i]
    grad_E[0] += grad_h * 0  # h = E[0] * 0
    return grad_E


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(E, idx):
    # forward
    s0 = E[0]
    h = s0 * 0
    s1 = list(idx)
    s2 = len(s1)
    hs = []
    s3s = []
    for i in range(s2):
        hs.append(h)
        i = s1[i]
        s3 = E[i]
        s3s.append(s3)
        s4 = h + s3
        h = np.tanh(s4)
    result = np.sum(h)
    # backward
    grad_result = 1.0  # result = np.sum(h)
    grad_h = np.broadcast_to(grad_result, np.shape(h))
    grad_E = np.zeros_like(E)
    for i in reversed(range(len(s1))):
        s3 = s3s.pop()
        i = s1[i]                         # i = s1[i]
        grad_s4 = grad_h * (1 - h * h)    # h = np.tanh(s4)
        h = hs.pop()
        grad_h = unbroadcast(grad_s4, h)  # s4 = h + s3
        grad_s3 = unbroadcast(grad_s4, s3)
        np.add.at(grad_E, i, grad_s3)     # s3 = E[i]
    grad_s0 = grad_h * 0  # h = s0 * 0
    grad_E[0] += grad_s0  # s0 = E[0]
    return grad_E
