# Annotations are for the reader; they leave no trace in the derivative.

import numpy as np


def f(x: "np.ndarray", scale: float = 2.0) -> float:
    y: np.ndarray = x * scale
    total: float = np.sum(y * y)
    return total


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, scale=2.0):
    # backward
    grad_y = 2 * x * scale                   # total: float = np.sum(y * y)
    grad_x = unbroadcast(grad_y * scale, x)  # y: np.ndarray = x * scale
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, scale=2.0):
    # forward
    y = x * scale
    s0 = y * y
    total = np.sum(s0)
    # backward
    grad_total = 1.0                         # total = np.sum(s0)
    grad_s0 = np.broadcast_to(grad_total, np.shape(s0))
    grad_y = 2 * (grad_s0 * y)               # s0 = y * y
    grad_x = unbroadcast(grad_y * scale, x)  # y = x * scale
    return grad_x
