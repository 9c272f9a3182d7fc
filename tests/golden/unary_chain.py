# One statement after the other, each read once: the mirror is the chain rule, and `out` is reused.

import numpy as np


def f(x):
    a = np.exp(x)
    b = np.sqrt(a)
    c = np.tanh(b)
    return np.log(c)


ANALYTIC = True
ARGS = (0.4,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    a = np.exp(x)
    b = np.sqrt(a)
    c = np.tanh(b)
    # backward
    grad_c = 1 / c                 # return np.log(c)
    grad_b = grad_c * (1 - c * c)  # c = np.tanh(b)
    grad_a = grad_b / (2 * b)      # b = np.sqrt(a)
    grad_x = grad_a * a            # a = np.exp(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    a = np.exp(x)
    b = np.sqrt(a)
    c = np.tanh(b)
    result = np.log(c)
    # backward
    grad_result = 1.0              # result = np.log(c)
    grad_c = grad_result / c
    grad_b = grad_c * (1 - c * c)  # c = np.tanh(b)
    grad_a = grad_b / (2 * b)      # b = np.sqrt(a)
    grad_x = grad_a * a            # a = np.exp(x)
    return grad_x
