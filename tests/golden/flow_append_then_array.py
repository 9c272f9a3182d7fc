# Numbers appended to a list, then an array.

import numpy as np


def f(x, n):
    ys = []
    y = x
    for i in range(n):
        y = np.sin(y) + x
        ys.append(y)
    return np.sum(np.array(ys) ** 2)


ANALYTIC = True
ARGS = (0.7, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    ys = []
    ys_1 = []
    y = x
    for i in range(n):
        ys_1.append(y)
        y = np.sin(y) + x
        ys.append(y)
    # backward
    grad_ys = list(2.0 * np.array(ys))  # return np.sum(np.array(ys) ** 2)
    grad_y = np.zeros_like(y)
    grad_x = np.zeros_like(y)
    for y in reversed(ys_1):
        grad_y = grad_y + grad_ys.pop()  # ys.append(y)
        grad_x = grad_x + grad_y         # y = np.sin(y) + x
        grad_y = grad_y * np.cos(y)
    grad_x = grad_x + grad_y
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    y = x
    ys = []
    ys_1 = []
    for i in range(n):
        ys_1.append(y)
        s0 = np.sin(y)
        y = s0 + x
        ys.append(y)
    s1 = np.array(ys)
    s2 = s1 ** 2
    result = np.sum(s2)
    # backward
    grad_result = 1.0           # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_s1 = grad_s2 * 2 * s1  # s2 = s1 ** 2
    grad_ys = list(grad_s1)     # s1 = np.array(ys)
    grad_y = np.zeros_like(y)
    grad_x = np.zeros_like(x)
    for y in reversed(ys_1):
        grad_y = grad_y + grad_ys.pop()  # ys.append(y)
        grad_s0 = grad_y                 # y = s0 + x
        grad_x = grad_x + grad_y
        grad_y = grad_s0 * np.cos(y)     # s0 = np.sin(y)
    grad_x = grad_x + grad_y  # y = x
    return grad_x
