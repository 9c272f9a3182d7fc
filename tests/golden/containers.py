# Tuples, lists and dicts of known structure disappear.

import numpy as np


def f(x, y):
    layers = [x, y]
    named = {"sum": x + y, "product": layers[0] * layers[1]}
    return np.sum(named["sum"] * named["product"])


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x + y
    s1 = x * y
    # backward
    grad_s2 = np.broadcast_to(1.0, np.shape(s0 * s1))  # return np.sum(named["sum"]...
    grad_s0 = unbroadcast(grad_s2 * s1, s0)
    grad_s1 = unbroadcast(grad_s2 * s0, s1)
    grad_x = unbroadcast(grad_s1 * y, x)               # s1 = x * y
    grad_y = unbroadcast(grad_s1 * x, y)
    grad_x += unbroadcast(grad_s0, x)                  # s0 = x + y
    grad_y += unbroadcast(grad_s0, y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x + y
    s1 = x * y
    s2 = s0 * s1
    result = np.sum(s2)
    # backward
    grad_result = 1.0                        # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_s0 = unbroadcast(grad_s2 * s1, s0)  # s2 = s0 * s1
    grad_s1 = unbroadcast(grad_s2 * s0, s1)
    grad_x = unbroadcast(grad_s1 * y, x)     # s1 = x * y
    grad_y = unbroadcast(grad_s1 * x, y)
    grad_x += unbroadcast(grad_s0, x)        # s0 = x + y
    grad_y += unbroadcast(grad_s0, y)
    return grad_x, grad_y
