# Three deep: one list a level.

import numpy as np


def f(x, n):
    for i in range(n):
        for j in range(i + 1):
            y = np.sin(x)
            for k in range(2):
                x = x * y + k
        x = np.tanh(x)
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    ys = []
    xs_1 = []
    xs_2 = []
    for i in range(n):
        for j in range(i + 1):
            xs.append(x)
            y = np.sin(x)
            ys.append(y)
            for k in range(2):
                xs_1.append(x)
                x = x * y + k
        x = np.tanh(x)
        xs_2.append(x)
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for i in reversed(range(n)):
        x = xs_2.pop()
        grad_x = grad_x * (1 - x * x)  # x = np.tanh(x)
        for j in reversed(range(i + 1)):
            y = ys.pop()
            x = xs.pop()
            grad_y = np.zeros_like(y)
            for k in reversed(range(2)):
                x_1 = xs_1.pop()
                grad_y += grad_x * x_1  # x = x * y + k
                grad_x = grad_x * y
            grad_x = grad_x + grad_y * np.cos(x)  # y = np.sin(x)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    xs = []
    ys = []
    xs_1 = []
    xs_2 = []
    for i in range(n):
        s0 = i + 1
        for j in range(s0):
            xs.append(x)
            y = np.sin(x)
            ys.append(y)
            for k in range(2):
                xs_1.append(x)
                s1 = x * y
                x = s1 + k
        x = np.tanh(x)
        xs_2.append(x)
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for i in reversed(range(n)):
        x = xs_2.pop()
        grad_x = grad_x * (1 - x * x)  # x = np.tanh(x)
        for j in reversed(range(i + 1)):
            y = ys.pop()
            x = xs.pop()
            grad_y = np.zeros_like(y)
            for k in reversed(range(2)):
                x_1 = xs_1.pop()
                grad_s1 = grad_x      # x = s1 + k
                grad_x = grad_s1 * y  # s1 = x * y
                grad_y += grad_s1 * x_1
            grad_x = grad_x + grad_y * np.cos(x)  # y = np.sin(x)
    return own(grad_x)
