# What leads to other arguments alone is not computed.

import numpy as np


def f(W, x, b):
    h = np.tanh(W @ np.exp(x) + b)
    return np.sum(h * h)


ANALYTIC = True
SPECIALIZED = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(2, 3)), RNG.normal(size=3), RNG.normal(size=2))
ARGNUMS = 2


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(W, x, b):
    # forward
    h = np.tanh(W @ np.exp(x) + b)
    # backward
    grad_h = 2 * h                                 # return np.sum(h * h)
    grad_b = unbroadcast(grad_h * (1 - h * h), b)  # h = np.tanh(W @ np.exp(x) + b)
    return grad_b


# ---------------------------------- specialised -------------------------------------------------

def grad_f(W, x, b):
    # forward
    h = np.tanh(W @ np.exp(x) + b)
    # backward
    grad_h = 2 * h                 # return np.sum(h * h)
    grad_b = grad_h * (1 - h * h)  # h = np.tanh(W @ np.exp(x) + b)
    return grad_b


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(W, x, b):
    # forward
    s0 = np.exp(x)
    s1 = W @ s0
    s2 = s1 + b
    h = np.tanh(s2)
    s3 = h * h
    result = np.sum(s3)
    # backward
    grad_result = 1.0                 # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_h = 2 * (grad_s3 * h)        # s3 = h * h
    grad_s2 = grad_h * (1 - h * h)    # h = np.tanh(s2)
    grad_b = unbroadcast(grad_s2, b)  # s2 = s1 + b
    return grad_b
