# The `else` of a `while`.

import numpy as np


def f(x, n):
    while n > 0:
        x = np.sin(x)
        n -= 1
        if x < -2:
            break
    else:
        x = x * 3
    return x * x


ANALYTIC = True
ARGS = (0.7, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    n = own(n)
    left = False
    while n > 0:
        xs.append(x)
        x = np.sin(x)
        n -= 1
        if x < -2:
            left = True
            break
    if not left:
        x = x * 3
    # backward
    grad_x = 2 * x  # return x * x
    if not left:
        grad_x = grad_x * 3  # x = x * 3
    for x in reversed(xs):
        grad_x = grad_x * np.cos(x)  # x = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    n = own(n)
    left = False
    steps = 0
    while n > 0:
        xs.append(x)
        x = np.sin(x)
        n -= 1
        steps = steps + 1
        if x < -2:
            left = True
            break
        left = False
    if not left:
        x = x * 3
    result = x * x
    # backward
    grad_result = 1.0  # result = x * x
    grad_x = 2 * (grad_result * x)
    if not left:
        grad_x = grad_x * 3  # x = x * 3
    for x in reversed(xs):
        grad_x = grad_x * np.cos(x)  # x = np.sin(x)
    return grad_x
