# Where the function ends in an error there is nothing to differentiate.

import numpy as np


def f(x, kind):
    if kind == "sine":
        return np.sin(x)
    elif kind == "square":
        return x * x
    raise KeyError(kind)


ANALYTIC = True
ARGS = (0.3, "square")


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, kind):
    # forward
    if kind != 'sine':
        if kind != 'square':
            raise KeyError(kind)
    # backward
    if kind == 'sine':
        grad_x = np.cos(x)  # return np.sin(x)
    elif kind == 'square':
        grad_x = 2 * x  # return x * x
    else:
        grad_x = np.zeros_like(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, kind):
    # forward
    s0 = kind == 'sine'
    if s0:
        result = np.sin(x)
    else:
        s1 = kind == 'square'
        if s1:
            result = x * x
        else:
            raise KeyError(kind)
    # backward
    grad_result = 1.0
    if s0:
        grad_x = grad_result * np.cos(x)  # result = np.sin(x)
    elif s1:
        grad_x = 2 * (grad_result * x)  # result = x * x
    else:
        grad_x = np.zeros_like(x)
    return grad_x
