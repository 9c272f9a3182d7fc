# In the order of inactive keys.

import numpy as np


def f(x, table):
    for key in sorted(table, reverse=True):
        x = np.sin(x) * table[key] + x
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), {"a": 2.0, "b": 0.5, "c": 1.5})


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, table):
    # forward
    s0 = sorted(table, reverse=True)
    xs = []
    s1s = []
    s2s = []
    s3s = []
    for key in s0:
        xs.append(x)
        s1 = np.sin(x)
        s1s.append(s1)
        s2 = table[key]
        s2s.append(s2)
        s3 = s1 * s2
        s3s.append(s3)
        x = s3 + x
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for _ in reversed(range(len(s0))):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        x = xs.pop()
        grad_x_1 = unbroadcast(grad_x, x)  # x = s3 + x
        # s1 = np.sin(x)
        grad_x_1 += unbroadcast(unbroadcast(grad_x, s3) * s2, s1) * np.cos(x)
        grad_x = grad_x_1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, table):
    # forward
    s0 = sorted(table, reverse=True)
    s1 = len(s0)
    xs = []
    s2s = []
    s3s = []
    s4s = []
    for i in range(s1):
        xs.append(x)
        key = s0[i]
        s2 = np.sin(x)
        s2s.append(s2)
        s3 = table[key]
        s3s.append(s3)
        s4 = s2 * s3
        s4s.append(s4)
        x = s4 + x
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for _ in reversed(range(len(s0))):
        s4 = s4s.pop()
        s3 = s3s.pop()
        s2 = s2s.pop()
        x = xs.pop()
        grad_s4 = unbroadcast(grad_x, s4)        # x = s4 + x
        grad_x = unbroadcast(grad_x, x)
        grad_s2 = unbroadcast(grad_s4 * s3, s2)  # s4 = s2 * s3
        grad_x = grad_x + grad_s2 * np.cos(x)    # s2 = np.sin(x)
    return own(grad_x)
