# A loop without an iteration: what is hoisted is computed, and nobody reads it.

import numpy as np


def f(x, w, n):
    for i in range(n):
        x = x * np.sin(w)
    return np.sum(x * x)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2]), np.array([0.4, 0.9]), 0)
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        s0 = np.sin(w)
        x = x * s0
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    grad_w = np.zeros_like(w)
    s1 = np.cos(w)  # s0 = np.sin(w)
    for x in reversed(xs):
        grad_w += unbroadcast(grad_x * x, s0) * s1  # s0 = np.sin(w)
        grad_x = unbroadcast(grad_x * s0, x)        # x = x * s0
    return grad_x, grad_w


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, w, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        s0 = np.sin(w)
        x = x * s0
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    grad_w = np.zeros_like(w)
    s1 = np.cos(w)  # s0 = np.sin(w)
    for x in reversed(xs):
        grad_w += grad_x * x * s1  # s0 = np.sin(w)
        grad_x = grad_x * s0       # x = x * s0
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w, n):
    # forward
    xs = []
    s0s = []
    for i in range(n):
        xs.append(x)
        s0 = np.sin(w)
        s0s.append(s0)
        x = x * s0
    s1 = x * x
    result = np.sum(s1)
    # backward
    grad_result = 1.0           # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_x = 2 * (grad_s1 * x)  # s1 = x * x
    grad_w = np.zeros_like(w)
    for i in reversed(range(n)):
        s0 = s0s.pop()
        x = xs.pop()
        grad_s0 = unbroadcast(grad_x * x, s0)  # x = x * s0
        grad_w += grad_s0 * np.cos(w)          # s0 = np.sin(w)
        grad_x = unbroadcast(grad_x * s0, x)   # x = x * s0
    return grad_x, grad_w
