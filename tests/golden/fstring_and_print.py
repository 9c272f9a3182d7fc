# What is printed is printed once, in the forward half.

import numpy as np


def f(x):
    y = np.exp(x)
    print(f"y = {y:.3f}")
    return y * y


ARGS = (0.5,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    y = np.exp(x)
    print(f'y = {y:.3f}')
    # backward
    grad_y = 2 * y       # return y * y
    grad_x = grad_y * y  # y = np.exp(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.exp(x)
    print(f'y = {y:.3f}')
    result = y * y
    # backward
    grad_result = 1.0    # result = y * y
    grad_y = 2 * (grad_result * y)
    grad_x = grad_y * y  # y = np.exp(x)
    return grad_x
