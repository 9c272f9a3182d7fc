# The middle operand is evaluated once.

import numpy as np


def f(x):
    if 0 < np.sin(x) < 0.9:
        x = x * x
    return 3 * x


ANALYTIC = True
ARGS = (0.6,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # backward
    if 0 < np.sin(x) < 0.9:
        grad_x = 6 * x  # x = x * x
    else:
        grad_x = 3.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    if 0 < np.sin(x) < 0.9:
        x_1 = x * x
    else:
        x_1 = x
    result = 3 * x_1
    # backward
    grad_result = 1.0  # result = 3 * x_1
    grad_x_1 = grad_result * 3
    if 0 < np.sin(x) < 0.9:
        grad_x = 2 * (grad_x_1 * x)  # x_1 = x * x
    else:
        grad_x = grad_x_1
    return grad_x
