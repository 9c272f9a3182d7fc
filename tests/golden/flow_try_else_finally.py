# `else` runs if nothing was raised, `finally` always.

import numpy as np


def f(x, table, key):
    try:
        k = table[key]
    except KeyError:
        y = np.sin(x)
    else:
        y = k * x * x
    finally:
        n = len(table)
    return n * y


ANALYTIC = True
ARGS = (2.0, {"a": 3.0}, "a")


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, table, key):
    # forward
    try:
        k = table[key]
        failed = False
    except KeyError:
        y = np.sin(x)
        failed = True
    if not failed:
        s0 = k * x
        y = s0 * x
    n = len(table)
    result = n * y
    require_scalar(result)
    # backward
    grad_y = 1.0 * n  # result = n * y
    if failed:
        grad_x = np.zeros_like(x)
    else:
        grad_x = n * s0      # y = s0 * x
        grad_x += n * x * k  # s0 = k * x
        grad_y = 0.0
    if failed:
        grad_x = grad_x + grad_y * np.cos(x)  # y = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, table, key):
    # forward
    try:
        k = table[key]
        failed = False
        y = None
    except KeyError:
        y = np.sin(x)
        failed = True
    if failed:
        y_1 = y
    else:
        s0 = k * x
        y_1 = s0 * x
    n = len(table)
    result = n * y_1
    require_scalar(result)
    # backward
    grad_result = 1.0  # result = n * y_1
    grad_y_1 = grad_result * n
    if failed:
        grad_y = grad_y_1
        grad_x = np.zeros_like(x)
    else:
        grad_s0 = grad_y_1 * x  # y_1 = s0 * x
        grad_x = grad_y_1 * s0
        grad_x += grad_s0 * k   # s0 = k * x
        grad_y = 0.0
    if failed:
        grad_y = np.broadcast_to(grad_y, np.shape(y))
        grad_x = grad_x + grad_y * np.cos(x)  # y = np.sin(x)
    return grad_x
