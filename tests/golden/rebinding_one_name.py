# A name with three values: those read backwards get numbers.

import numpy as np


def f(x):
    x = np.sin(x)
    x = x * x
    x = np.exp(x)
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    x_1 = np.sin(x)
    x_2 = x_1 * x_1
    x_2 = np.exp(x_2)
    # backward
    grad_x_1 = 2 * x_2 * x_1       # x_2 = x_1 * x_1
    grad_x = grad_x_1 * np.cos(x)  # x_1 = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    x_1 = np.sin(x)
    x_2 = x_1 * x_1
    x_2 = np.exp(x_2)
    result = np.sum(x_2)
    # backward
    grad_result = 1.0                # result = np.sum(x_2)
    grad_x_2 = np.broadcast_to(grad_result, np.shape(x_2))
    grad_x_2 = grad_x_2 * x_2        # x_2 = np.exp(x_2)
    grad_x_1 = 2 * (grad_x_2 * x_1)  # x_2 = x_1 * x_1
    grad_x = grad_x_1 * np.cos(x)    # x_1 = np.sin(x)
    return grad_x
