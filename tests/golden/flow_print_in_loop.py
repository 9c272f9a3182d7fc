# Printed once an iteration, in order.

import numpy as np


def f(x, n):
    for i in range(n):
        x = np.sin(x) * 2
        print(i, round(float(x), 3))
    return x


ARGS = (0.7, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        x = np.sin(x) * 2
        print(i, round(float(x), 3))
    # backward
    grad_x = 1.0
    for x in reversed(xs):
        grad_x = grad_x * 2 * np.cos(x)  # x = np.sin(x) * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    for i in range(n):
        xs.append(x)
        s0 = np.sin(x)
        x = s0 * 2
        s1 = float(x)
        s2 = round(s1, 3)
        print(i, s2)
    # backward
    grad_x = 1.0
    for x in reversed(xs):
        grad_s0 = grad_x * 2          # x = s0 * 2
        grad_x = grad_s0 * np.cos(x)  # s0 = np.sin(x)
    return grad_x
