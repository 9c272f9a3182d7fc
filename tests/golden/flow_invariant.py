# What does not change in the loop.

import numpy as np


def f(x, w, n):
    for i in range(n):
        x = np.tanh(np.exp(w) * x)
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 0.4, 3)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        s0 = np.exp(w)
        x = np.tanh(s0 * x)
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    grad_w = np.zeros_like(w)
    for i in reversed(range(n)):
        grad_s1 = grad_x * (1 - x * x)               # x = np.tanh(s0 * x)
        x = xs.pop()
        grad_x = unbroadcast(grad_s1 * s0, x)
        grad_w += unbroadcast(grad_s1 * x, s0) * s0  # s0 = np.exp(w)
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w, n):
    # forward
    xs = []
    s0s = []
    for i in range(n):
        xs.append(x)
        s0 = np.exp(w)
        s0s.append(s0)
        s1 = s0 * x
        x = np.tanh(s1)
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    grad_w = np.zeros_like(w)
    for i in reversed(range(n)):
        s0 = s0s.pop()
        grad_s1 = grad_x * (1 - x * x)          # x = np.tanh(s1)
        x = xs.pop()
        grad_s0 = unbroadcast(grad_s1 * x, s0)  # s1 = s0 * x
        grad_x = unbroadcast(grad_s1 * s0, x)
        grad_w += grad_s0 * s0                  # s0 = np.exp(w)
    return own(grad_x), grad_w
