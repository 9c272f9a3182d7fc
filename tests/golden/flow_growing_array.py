# The carried array grows.

import numpy as np


def f(x, n):
    y = x
    for i in range(n):
        y = np.concatenate([y, np.sin(y[-1:]) + i])
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    s0s = []
    s1s = []
    y = x
    for i in range(n):
        s0 = y[-1:]
        s0s.append(s0)
        s1 = [y, np.sin(s0) + i]
        s1s.append(s1)
        y = np.concatenate(s1)
    # backward
    grad_y = 2.0 * y  # return np.sum(y * y)
    for i in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        s2 = split_like(grad_y, s1, 0)  # y = np.concatenate(s1)
        grad_y = s2[0]
        grad_y = own(grad_y)            # s0 = y[-1:]
        grad_y[-1:] += s2[1] * np.cos(s0)
    return own(grad_y)


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    y = x
    s0s = []
    s1s = []
    for i in range(n):
        s0 = y[-1:]
        s0s.append(s0)
        s2 = np.sin(s0)
        s3 = s2 + i
        s1 = [y, s3]
        s1s.append(s1)
        y = np.concatenate(s1)
    s4 = y * y
    result = np.sum(s4)
    # backward
    grad_result = 1.0           # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_y = 2 * (grad_s4 * y)  # s4 = y * y
    for i in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        s5 = split_like(grad_y, s1, 0)  # y = np.concatenate(s1)
        grad_y = s5[0]
        grad_s3 = s5[1]
        grad_s2 = grad_s3               # s1 = [y, s3]
        grad_s0 = grad_s2 * np.cos(s0)  # s2 = np.sin(s0)
        grad_y = own(grad_y)            # s0 = y[-1:]
        grad_y[-1:] += grad_s0
    grad_x = grad_y  # y = x
    return own(grad_x)
