# `match` on strings: only the case that ran has a mirror.

import numpy as np


def f(x, kind):
    match kind:
        case "square":
            y = x * x
        case "sine" | "sin":
            y = np.sin(x)
        case _:
            y = x
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), "sin")


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, kind):
    # forward
    if kind == 'square':
        y = x * x
    else:
        s0 = kind == 'sine' or kind == 'sin'
        if s0:
            y = np.sin(x)
        else:
            y = x
    # backward
    grad_y = 2 * y  # return np.sum(y * y)
    if kind == 'square':
        grad_x = 2 * grad_y * x  # y = x * x
    elif s0:
        grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    else:
        grad_x = grad_y
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, kind):
    # forward
    s0 = kind == 'square'
    if s0:
        y = x * x
    else:
        s1 = kind == 'sine' or kind == 'sin'
        if s1:
            y = np.sin(x)
        else:
            y = x
    s2 = y * y
    result = np.sum(s2)
    # backward
    grad_result = 1.0           # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_y = 2 * (grad_s2 * y)  # s2 = y * y
    if s0:
        grad_x = 2 * (grad_y * x)  # y = x * x
    elif s1:
        grad_x = grad_y * np.cos(x)  # y = np.sin(x)
    else:
        grad_x = grad_y  # y = x
    return grad_x
