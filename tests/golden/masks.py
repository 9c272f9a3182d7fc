# A boolean index cannot repeat: plain `+=`.

import numpy as np


def f(x):
    positive = x > 0
    return np.sum(np.log(x[positive]))


ARGS = (np.array([0.3, -1.2, 2.0, 0.7]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    positive = x > 0
    # backward
    grad_x = np.zeros_like(x)  # return np.sum(np.log(x[positive]))
    grad_x[positive] = 1 / x[positive]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    positive = x > 0
    s0 = x[positive]
    s1 = np.log(s0)
    result = np.sum(s1)
    # backward
    grad_result = 1.0          # result = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result, np.shape(s1))
    grad_s0 = grad_s1 / s0     # s1 = np.log(s0)
    grad_x = np.zeros_like(x)  # s0 = x[positive]
    grad_x[positive] += grad_s0
    return grad_x
