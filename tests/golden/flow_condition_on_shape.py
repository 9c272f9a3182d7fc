# A test of shapes is known when the arguments' ranks are.

import numpy as np


def f(x, w):
    if x.ndim == 2:
        y = x @ w
    else:
        y = x * w
    if len(y) > 2:
        y = y[:2]
    return np.sum(y * y)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2], [0.5, 0.7], [1.1, 0.2]]), np.array([0.4, 0.9]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    if x.ndim == 2:
        y = x @ w
    else:
        y = x * w
    if len(y) > 2:
        y_1 = y[:2]
    else:
        y_1 = y
    # backward
    grad_y_1 = 2 * y_1  # return np.sum(y * y)
    if len(y) > 2:
        grad_y = np.zeros_like(y)  # y_1 = y[:2]
        grad_y[:2] = grad_y_1
    else:
        grad_y = grad_y_1
    if x.ndim == 2:
        grad_x = matmul_grad_a(grad_y, x, w)  # y = x @ w
        grad_w = matmul_grad_b(grad_y, x, w)
    else:
        grad_x = unbroadcast(grad_y * w, x)  # y = x * w
        grad_w = unbroadcast(grad_y * x, w)
    return grad_x, grad_w


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, w):
    # forward
    if x.ndim == 2:
        y = x @ w
    else:
        y = x * w
    if len(y) > 2:
        y_1 = y[:2]
    else:
        y_1 = y
    # backward
    grad_y_1 = 2 * y_1  # return np.sum(y * y)
    if len(y) > 2:
        grad_y = np.zeros_like(y)  # y_1 = y[:2]
        grad_y[:2] = grad_y_1
    else:
        grad_y = grad_y_1
    if x.ndim == 2:
        grad_x = np.outer(grad_y, w)  # y = x @ w
        grad_w = x.T @ grad_y
    else:
        grad_x = grad_y * w  # y = x * w
        grad_w = np.sum(grad_y * x, axis=0)
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = x.ndim
    s1 = s0 == 2
    if s1:
        y = x @ w
    else:
        y = x * w
    s2 = len(y)
    s3 = s2 > 2
    if s3:
        y_1 = y[:2]
    else:
        y_1 = y
    s4 = y_1 * y_1
    result = np.sum(s4)
    # backward
    grad_result = 1.0               # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_y_1 = 2 * (grad_s4 * y_1)  # s4 = y_1 * y_1
    if s3:
        grad_y = np.zeros_like(y)  # y_1 = y[:2]
        grad_y[:2] += grad_y_1
    else:
        grad_y = grad_y_1
    if s1:
        grad_x = matmul_grad_a(grad_y, x, w)  # y = x @ w
        grad_w = matmul_grad_b(grad_y, x, w)
    else:
        grad_x = unbroadcast(grad_y * w, x)  # y = x * w
        grad_w = unbroadcast(grad_y * x, w)
    return grad_x, grad_w
