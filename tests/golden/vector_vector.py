# A scalar product: no product of matrices at all.

import numpy as np


def f(x, y):
    return x @ y


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2]), np.array([0.1, 0.4]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    return y.copy(), x.copy()


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, y):
    return y.copy(), x.copy()


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    result = x @ y
    # backward
    grad_result = 1.0  # result = x @ y
    grad_x = grad_result * y
    grad_y = grad_result * x
    return grad_x, grad_y
