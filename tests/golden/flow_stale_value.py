# Each iteration's own y is read backwards, not the last one.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        y = np.tanh(x * (i + 1))
        s = s + y * y
    return s * y


ANALYTIC = True
ARGS = (0.3, 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    ys = []
    s = 0.0
    for i in range(n):
        y = np.tanh(x * (i + 1))
        ys.append(y)
        s = s + y * y
    # backward
    grad_x = np.zeros_like(x)
    grad_y = s
    for i in reversed(range(n)):
        y_1 = ys.pop()
        grad_y += 2 * y * y_1                         # s = s + y * y
        grad_x += grad_y * (1 - y_1 * y_1) * (i + 1)  # y = np.tanh(x * (i + 1))
        grad_y = 0.0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    ys = []
    s = 0.0
    for i in range(n):
        s0 = i + 1
        s1 = x * s0
        y = np.tanh(s1)
        ys.append(y)
        s2 = y * y
        s = s + s2
    result = s * y
    # backward
    grad_result = 1.0  # result = s * y
    grad_s = grad_result * y
    grad_y = grad_result * s
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        y = ys.pop()
        grad_s2 = grad_s                # s = s + s2
        grad_y += 2 * (grad_s2 * y)     # s2 = y * y
        grad_s1 = grad_y * (1 - y * y)  # y = np.tanh(s1)
        grad_x += grad_s1 * (i + 1)     # s1 = x * s0
        grad_y = 0.0
    return grad_x
