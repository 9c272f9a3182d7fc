# `out=`: the result in an array that is there.

import numpy as np


def f(x):
    y = np.empty_like(x)
    np.multiply(x, x, out=y)
    np.exp(y, y)
    np.add(y[1:], x[:-1], out=y[:-1])
    return np.sum(y * x)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.exp(np.multiply(x, x))
    s1 = x[:-1]
    grad_x = own(s0)
    grad_x[:-1] = np.add(s0[1:], s1)
    # backward
    x_1 = own(x)       # grad_x[:-1] = np.add(s0[1:], s1)
    x_1[:-1] = 0
    grad_x[:-1] += s1  # s1 = x[:-1]
    x_1[1:] += s1      # grad_x[:-1] = np.add(s0[1:], s1)
    # s0 = np.exp(np.multiply(x, x))
    grad_x = grad_x + 2 * np.where(x_1 != 0, x_1 * s0, 0) * x
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.exp(np.multiply(x, x))
    s1 = x[:-1]
    grad_x = s0.copy()
    grad_x[:-1] = np.add(s0[1:], s1)
    # backward
    x_1 = x.copy()     # grad_x[:-1] = np.add(s0[1:], s1)
    x_1[:-1] = 0
    grad_x[:-1] += s1  # s1 = x[:-1]
    x_1[1:] += s1      # grad_x[:-1] = np.add(s0[1:], s1)
    grad_x += 2 * np.where(x_1 != 0, x_1 * s0, 0) * x  # s0 = np.exp(np.multiply(x, x))
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    y = np.empty_like(x)
    s0 = np.multiply(x, x)
    y[...] = s0
    s1 = np.exp(y)
    y[...] = s1
    s2 = y[1:]
    s3 = x[:-1]
    s4 = y[:-1]
    s5 = np.add(s2, s3)
    s4[...] = s5
    s6 = y * x
    result = np.sum(s6)
    # backward
    grad_result = 1.0       # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_s7 = grad_s6 * x   # s6 = y * x
    grad_x = grad_s6 * y
    grad_s4 = grad_s7[:-1]  # s4[...] = s5
    grad_s4 = own(grad_s4)
    grad_s7[:-1] = 0
    grad_y = grad_s7
    grad_s5 = grad_s4
    grad_s2 = grad_s5
    grad_s3 = grad_s5
    grad_x[:-1] += grad_s3  # s3 = x[:-1]
    grad_y[1:] += grad_s2   # s2 = y[1:]
    grad_s1 = grad_y        # y[...] = s1
    grad_y = grad_s1 * s1
    grad_s0 = grad_y        # y[...] = s0
    grad_x = grad_x + 2 * (grad_s0 * x)
    return grad_x
