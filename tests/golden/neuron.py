# The lecture's neuron: every forward line has its mirror; the seed and the copies fold away.

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def f(w0, x0, w1, x1, w2):
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)
    return L


ANALYTIC = True
ARGS = (2.0, -1.0, -3.0, -2.0, -3.0)
ARGNUMS = (0, 1, 2, 3, 4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(w0, x0, w1, x1, w2):
    # forward
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)
    # backward
    grad_w2 = (1 - L) * L   # L = sigmoid(s3)
    grad_w1 = grad_w2 * x1  # s1 = w1 * x1
    grad_x1 = grad_w2 * w1
    grad_w0 = grad_w2 * x0  # s0 = w0 * x0
    grad_x0 = grad_w2 * w0
    return grad_w0, grad_x0, grad_w1, grad_x1, grad_w2


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(w0, x0, w1, x1, w2):
    # forward
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)
    # backward
    grad_L = 1.0            # L = sigmoid(s3)
    grad_s3 = grad_L * (1 - L) * L
    grad_s2 = grad_s3       # s3 = s2 + w2
    grad_w2 = grad_s3
    grad_s0 = grad_s2       # s2 = s0 + s1
    grad_s1 = grad_s2
    grad_w1 = grad_s1 * x1  # s1 = w1 * x1
    grad_x1 = grad_s1 * w1
    grad_w0 = grad_s0 * x0  # s0 = w0 * x0
    grad_x0 = grad_s0 * w0
    return grad_w0, grad_x0, grad_w1, grad_x1, grad_w2
