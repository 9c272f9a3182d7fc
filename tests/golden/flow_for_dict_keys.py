# The keys of a dict, and the dict itself.

import numpy as np


def f(x, table):
    for key in table.keys():
        x = x * table[key]
    for key in table:
        x = np.sin(x) + table[key]
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), {"a": 2.0, "b": 0.5})


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, table):
    # forward
    s0 = table.keys()
    s1 = list(s0)
    xs = []
    s2s = []
    for key in s1:
        xs.append(x)
        s2 = table[key]
        s2s.append(s2)
        x = x * s2
    s3 = list(table)
    xs_1 = []
    s4s = []
    for key in s3:
        xs_1.append(x)
        s4 = np.sin(x)
        s4s.append(s4)
        x = s4 + table[key]
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for _ in reversed(range(len(s3))):
        s4 = s4s.pop()
        x = xs_1.pop()
        grad_x = unbroadcast(grad_x, s4) * np.cos(x)  # s4 = np.sin(x)
    for _ in reversed(range(len(s1))):
        s2 = s2s.pop()
        x = xs.pop()
        grad_x = unbroadcast(grad_x * s2, x)  # x = x * s2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, table):
    # forward
    s0 = table.keys()
    s1 = list(s0)
    s2 = len(s1)
    xs = []
    s3s = []
    for i in range(s2):
        xs.append(x)
        key = s1[i]
        s3 = table[key]
        s3s.append(s3)
        x = x * s3
    s4 = list(table)
    s5 = len(s4)
    xs_1 = []
    s6s = []
    for i in range(s5):
        xs_1.append(x)
        key = s4[i]
        s6 = np.sin(x)
        s6s.append(s6)
        s7 = table[key]
        x = s6 + s7
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for _ in reversed(range(len(s4))):
        s6 = s6s.pop()
        x = xs_1.pop()
        grad_s6 = unbroadcast(grad_x, s6)  # x = s6 + s7
        grad_x = grad_s6 * np.cos(x)       # s6 = np.sin(x)
    for _ in reversed(range(len(s1))):
        s3 = s3s.pop()
        x = xs.pop()
        grad_x = unbroadcast(grad_x * s3, x)  # x = x * s3
    return own(grad_x)
