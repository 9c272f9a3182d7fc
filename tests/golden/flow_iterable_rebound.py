# The name of what is walked is rebound in the body.

import numpy as np


def f(x):
    s = 0.0
    for v in x:
        x = x * v
        s = s + np.sum(x)
    return s


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    xs = []
    x_1 = x
    for v in x:
        xs.append(x_1)
        x_1 = x_1 * v
    # backward
    grad_x = np.zeros_like(x_1)
    grad_x_1 = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_x_1_1 = grad_x + np.broadcast_to(1.0, np.shape(x_1))  # s = s + np.sum(x)
        x_1 = xs.pop()
        grad_x = unbroadcast(grad_x_1_1 * v, x_1)                  # x_1 = x_1 * v
        grad_v = unbroadcast(grad_x_1_1 * x_1, v)
        grad_x_1[i] += grad_v
    grad_x_1 += grad_x
    return grad_x_1


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    xs = []
    x_1 = x
    s = 0.0
    for i in range(s0):
        xs.append(x_1)
        v = x[i]
        x_1 = x_1 * v
        s1 = np.sum(x_1)
        s = s + s1
    # backward
    grad_s = 1.0
    grad_x = np.zeros_like(x_1)
    grad_x_1 = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                                   # v = x[i]
        grad_x_1_1 = grad_x
        grad_s1 = grad_s                           # s = s + s1
        # s1 = np.sum(x_1)
        grad_x_1_1 = grad_x_1_1 + np.broadcast_to(grad_s1, np.shape(x_1))
        x_1 = xs.pop()
        grad_x = unbroadcast(grad_x_1_1 * v, x_1)  # x_1 = x_1 * v
        grad_v = unbroadcast(grad_x_1_1 * x_1, v)
        grad_x_1[i] += grad_v                      # v = x[i]
    grad_x_1 += grad_x
    return grad_x_1
