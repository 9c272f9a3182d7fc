# Two calls, two sets of names.

import numpy as np


def gate(x):
    y = np.tanh(x)
    return y * y


def f(x):
    return np.sum(gate(x) * gate(2 * x))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.tanh(x)
    result = y * y
    y_1 = np.tanh(2 * x)
    result_1 = y_1 * y_1
    # backward
    grad_y_1 = 2 * result * y_1              # result_1 = y_1 * y_1
    grad_x = grad_y_1 * (1 - result_1) * 2   # y_1 = np.tanh(2 * x)
    grad_y = 2 * result_1 * y                # result = y * y
    grad_x = grad_x + grad_y * (1 - result)  # y = np.tanh(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.tanh(x)
    result = y * y
    s0 = 2 * x
    y_1 = np.tanh(s0)
    result_1 = y_1 * y_1
    s1 = result * result_1
    result_2 = np.sum(s1)
    # backward
    grad_result_2 = 1.0                     # result_2 = np.sum(s1)
    grad_s1 = np.broadcast_to(grad_result_2, np.shape(s1))
    grad_result = grad_s1 * result_1        # s1 = result * result_1
    grad_result_1 = grad_s1 * result
    grad_y_1 = 2 * (grad_result_1 * y_1)    # result_1 = y_1 * y_1
    grad_s0 = grad_y_1 * (1 - y_1 * y_1)    # y_1 = np.tanh(s0)
    grad_x = grad_s0 * 2                    # s0 = 2 * x
    grad_y = 2 * (grad_result * y)          # result = y * y
    grad_x = grad_x + grad_y * (1 - y * y)  # y = np.tanh(x)
    return grad_x
