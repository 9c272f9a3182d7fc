# A ternary in the orelse of another, inside an expression.

import numpy as np


def f(x):
    return x * (np.sin(x) if x > 1 else np.cos(x) if x > 0 else 2.0)


ARGS = (0.3,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    grad_x = np.sin(x) if x > 1 else np.cos(x) if x > 0 else 2.0
    # backward
    if x > 1:
        grad_x = grad_x + x * np.cos(x)  # grad_x = np.sin(x)
    elif x > 0:
        grad_x = grad_x - x * np.sin(x)  # grad_x = np.cos(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = x > 1
    if s0:
        s1 = np.sin(x)
    else:
        s2 = x > 0
        s1 = np.cos(x) if s2 else 2.0
    result = x * s1
    # backward
    grad_result = 1.0  # result = x * s1
    grad_x = grad_result * s1
    grad_s1 = grad_result * x
    if s0:
        grad_x += grad_s1 * np.cos(x)  # s1 = np.sin(x)
    elif s2:
        grad_x += -grad_s1 * np.sin(x)  # s1 = np.cos(x)
    return grad_x
