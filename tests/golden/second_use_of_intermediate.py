# `h` is read by three later statements; the contributions come in reverse order.

import numpy as np


def f(x, w):
    h = np.tanh(x)
    a = h * w
    b = a - h
    return np.sum(b * h)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 2.0]), np.array([1.1, 0.4, -0.7]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    h = np.tanh(x)
    a = h * w
    b = a - h
    # backward
    grad_s0 = np.broadcast_to(1.0, np.shape(b * h))  # return np.sum(b * h)
    grad_b = unbroadcast(grad_s0 * h, b)
    grad_h = unbroadcast(grad_s0 * b, h)
    grad_a = unbroadcast(grad_b, a)                  # b = a - h
    grad_h += unbroadcast(-grad_b, h)
    grad_h += unbroadcast(grad_a * w, h)             # a = h * w
    grad_w = unbroadcast(grad_a * h, w)
    grad_x = grad_h * (1 - h * h)                    # h = np.tanh(x)
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    h = np.tanh(x)
    a = h * w
    b = a - h
    s0 = b * h
    result = np.sum(s0)
    # backward
    grad_result = 1.0                     # result = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_result, np.shape(s0))
    grad_b = unbroadcast(grad_s0 * h, b)  # s0 = b * h
    grad_h = unbroadcast(grad_s0 * b, h)
    grad_a = unbroadcast(grad_b, a)       # b = a - h
    grad_h += unbroadcast(-grad_b, h)
    grad_h += unbroadcast(grad_a * w, h)  # a = h * w
    grad_w = unbroadcast(grad_a * h, w)
    grad_x = grad_h * (1 - h * h)         # h = np.tanh(x)
    return grad_x, grad_w
