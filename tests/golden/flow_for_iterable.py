# An iterable of unknown type is walked once, in the forward half.

from collections import deque

import numpy as np


def f(x, steps):
    for h in steps:
        x = x - h * np.sin(x)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), deque([0.1, 0.2, 0.4]))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, steps):
    # forward
    s0 = list(steps)
    xs = []
    s1s = []
    s2s = []
    for h in s0:
        xs.append(x)
        s1 = np.sin(x)
        s1s.append(s1)
        s2 = h * s1
        s2s.append(s2)
        x = x - s2
    # backward
    grad_x = 2 * x  # return np.sum(x * x)
    for i in reversed(range(len(s0))):
        s2 = s2s.pop()
        s1 = s1s.pop()
        x = xs.pop()
        h = s0[i]
        grad_x_1 = unbroadcast(grad_x, x)  # x = x - s2
        # s1 = np.sin(x)
        grad_x_1 += unbroadcast(unbroadcast(-grad_x, s2) * h, s1) * np.cos(x)
        grad_x = grad_x_1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, steps):
    # forward
    s0 = list(steps)
    s1 = len(s0)
    xs = []
    s2s = []
    s3s = []
    for i in range(s1):
        xs.append(x)
        h = s0[i]
        s2 = np.sin(x)
        s2s.append(s2)
        s3 = h * s2
        s3s.append(s3)
        x = x - s3
    s4 = x * x
    result = np.sum(s4)
    # backward
    grad_result = 1.0           # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_x = 2 * (grad_s4 * x)  # s4 = x * x
    for i in reversed(range(len(s0))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        x = xs.pop()
        h = s0[i]                               # h = s0[i]
        grad_x_1 = grad_x
        grad_x = unbroadcast(grad_x_1, x)       # x = x - s3
        grad_s3 = unbroadcast(-grad_x_1, s3)
        grad_s2 = unbroadcast(grad_s3 * h, s2)  # s3 = h * s2
        grad_x += grad_s2 * np.cos(x)           # s2 = np.sin(x)
    return grad_x
