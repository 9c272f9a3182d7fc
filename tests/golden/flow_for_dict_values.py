# The values of a dict.

import numpy as np


def f(x, table):
    for value in table.values():
        x = np.tanh(x * value)
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), {"a": 2.0, "b": 0.5})


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, table):
    # forward
    s0 = table.values()
    s1 = list(s0)
    xs = []
    for value in s1:
        xs.append(x)
        x = np.tanh(x * value)
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for i in reversed(range(len(s1))):
        x_1 = xs.pop()
        value = s1[i]
        # x = np.tanh(x * value)
        grad_x = unbroadcast(grad_x * (1 - x * x) * value, x_1)
        x = x_1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, table):
    # forward
    s0 = table.values()
    s1 = list(s0)
    s2 = len(s1)
    xs = []
    for i in range(s2):
        xs.append(x)
        value = s1[i]
        s3 = x * value
        x = np.tanh(s3)
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for i in reversed(range(len(s1))):
        x_1 = xs.pop()
        value = s1[i]                               # value = s1[i]
        grad_s3 = grad_x * (1 - x * x)              # x = np.tanh(s3)
        grad_x = unbroadcast(grad_s3 * value, x_1)  # s3 = x * value
        x = x_1
    return own(grad_x)
