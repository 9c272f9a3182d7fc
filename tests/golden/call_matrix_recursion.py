# An argument that is the same at each depth is saved by reference.

import numpy as np


def deep(W, x, n):
    if n == 0:
        return x
    h = deep(W, x, n - 1)
    return np.tanh(W @ h) + h


def f(W, x, n):
    return np.sum(deep(W, x, n) ** 2)


ARGNUMS = (0, 1)
ANALYTIC = True
REVERSE_TWICE = False
ARGS = (np.array([[0.5, -0.3], [0.1, 0.4]]), np.array([0.3, -1.2]), 3)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_deep(W, x, n):
    if n == 0:
        result = x
        kept = None
    else:
        h, saved_h = forward_deep(W, x, n - 1)
        s0 = np.tanh(W @ h)
        result = s0 + h
        kept = h, saved_h, s0
    return result, (W, n, kept)


def backward_deep(saved, grad_result):
    W, n, kept = saved
    if n == 0:
        grad_W = np.zeros_like(W)
        grad_x = grad_result
    else:
        h, saved_h, s0 = kept
        grad_h = unbroadcast(grad_result, h)               # return np.tanh(W @ h) + h
        grad_s1 = unbroadcast(grad_result, s0) * (1 - s0 * s0)
        grad_W = matmul_grad_a(grad_s1, W, h)
        grad_h = grad_h + matmul_grad_b(grad_s1, W, h)
        grad_W_1, grad_x = backward_deep(saved_h, grad_h)  # h = deep(W, x, n - 1)
        grad_W = grad_W + grad_W_1
    return grad_W, own(grad_x)


def grad_f(W, x, n):
    # forward
    s0, saved_s0 = forward_deep(W, x, n)
    # backward
    grad_W, grad_x = backward_deep(saved_s0, 2 * s0)  # return np.sum(deep(W, x, n)...
    return grad_W, own(grad_x)


# ---------------------------------- specialised -------------------------------------------------

def forward_deep(W, x, n):
    if n == 0:
        result = x
        kept = None
    else:
        h, saved_h = forward_deep(W, x, n - 1)
        s0 = np.tanh(W @ h)
        result = s0 + h
        kept = h, saved_h, s0
    return result, (W, n, kept)


def backward_deep(saved, grad_result):
    W, n, kept = saved
    if n == 0:
        grad_W = np.zeros_like(W)
        grad_x = grad_result
    else:
        h, saved_h, s0 = kept
        grad_h = unbroadcast(grad_result, h)               # return np.tanh(W @ h) + h
        grad_s1 = unbroadcast(grad_result, s0) * (1 - s0 * s0)
        grad_W = np.outer(grad_s1, h)
        grad_h = grad_h + W.T @ grad_s1
        grad_W_1, grad_x = backward_deep(saved_h, grad_h)  # h = deep(W, x, n - 1)
        grad_W = grad_W + grad_W_1
    return grad_W, grad_x.copy()


def grad_f(W, x, n):
    # forward
    s0, saved_s0 = forward_deep(W, x, n)
    # backward
    grad_W, grad_x = backward_deep(saved_s0, 2 * s0)  # return np.sum(deep(W, x, n)...
    return grad_W, grad_x.copy()


# ---------------------------------- mirrored ----------------------------------------------------

def forward_deep(W, x, n):
    if n == 0:
        result = x
        kept = None
    else:
        s0 = n - 1
        s1 = forward_deep(W, x, s0)
        h, saved_h = s1
        s2 = W @ h
        s3 = np.tanh(s2)
        result = s3 + h
        kept = h, saved_h, s3
    return result, (W, n, kept)


def backward_deep(saved, grad_result):
    W, n, kept = saved
    if n == 0:
        grad_x = grad_result
        grad_W = np.zeros_like(W)
    else:
        h, saved_h, s0 = kept
        grad_s1 = unbroadcast(grad_result, s0)  # return np.tanh(W @ h) + h
        grad_h = unbroadcast(grad_result, h)
        grad_s2 = grad_s1 * (1 - s0 * s0)
        grad_W = matmul_grad_a(grad_s2, W, h)
        grad_h = grad_h + matmul_grad_b(grad_s2, W, h)
        s3 = backward_deep(saved_h, grad_h)     # h = deep(W, x, n - 1)
        grad_W_1, grad_x = s3
        grad_W = grad_W + grad_W_1
    return grad_W, own(grad_x)


def grad_f(W, x, n):
    # forward
    s0 = forward_deep(W, x, n)
    s1, saved_s1 = s0
    s2 = s1 ** 2
    result = np.sum(s2)
    # backward
    grad_result = 1.0                      # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_s1 = grad_s2 * 2 * s1             # s2 = s1 ** 2
    s3 = backward_deep(saved_s1, grad_s1)  # s1, saved_s1 = s0
    grad_W, grad_x = s3
    return grad_W, own(grad_x)
