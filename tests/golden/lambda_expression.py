# A lambda has a name in the text, not in the program.

import numpy as np

FUNCTION = lambda x, y: np.sum(x * y - y / x)  # noqa: E731
ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([0.5, 2.0]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_lambda_(x, y):
    # forward
    s0 = x * y
    s1 = y / x
    # backward
    s2 = np.shape(s0 - s1)                 # np.sum(x * y - y / x)
    grad_s0 = unbroadcast(np.broadcast_to(1.0, s2), s0)
    grad_s1 = unbroadcast(np.broadcast_to(-1.0, s2), s1)
    grad_y = unbroadcast(grad_s1 / x, y)   # s1 = y / x
    grad_x = unbroadcast(-grad_s1 * s1 / x, x)
    grad_x += unbroadcast(grad_s0 * y, x)  # s0 = x * y
    grad_y += unbroadcast(grad_s0 * x, y)
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_lambda_(x, y):
    # forward
    s0 = x * y
    s1 = y / x
    s2 = s0 - s1
    result = np.sum(s2)
    # backward
    grad_result = 1.0                      # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_s0 = unbroadcast(grad_s2, s0)     # s2 = s0 - s1
    grad_s1 = unbroadcast(-grad_s2, s1)
    grad_y = unbroadcast(grad_s1 / x, y)   # s1 = y / x
    grad_x = unbroadcast(-grad_s1 * s1 / x, x)
    grad_x += unbroadcast(grad_s0 * y, x)  # s0 = x * y
    grad_y += unbroadcast(grad_s0 * x, y)
    return grad_x, grad_y
