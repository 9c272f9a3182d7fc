# Another name for the array stays one, however often the loop runs.

import numpy as np


def f(x, n):
    y = x * 2
    last = y
    for i in range(n):
        y[0] = y[0] * y[1]
        y[1] = np.sum(last)
        last = y
    return np.sum(y * last) / 100


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.5, 0.8]), 3,)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    y = x * 2
    s0s = []
    s1s = []
    s2s = []
    s3s = []
    for i in range(n):
        s0 = y[0]
        s0s.append(own(s0))
        s1 = y[1]
        s1s.append(own(s1))
        s2 = s0 * s1
        s2s.append(s2)
        y[0] = s2
        s3 = np.sum(y)
        s3s.append(s3)
        y[1] = s3
    # backward
    grad_y = 0.02 * y  # return np.sum(y * last) / 100
    for i in reversed(range(n)):
        s3 = s3s.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s3 = unbroadcast(grad_y[1], s3)       # y[1] = s3
        grad_y[1] = 0
        grad_y = grad_y + grad_s3                  # s3 = np.sum(y)
        grad_s2 = unbroadcast(grad_y[0], s2)       # y[0] = s2
        grad_s1 = unbroadcast(grad_s2 * s0, s1)    # s2 = s0 * s1
        grad_y[0] = unbroadcast(grad_s2 * s1, s0)  # y[0] = s2
        grad_y[1] += grad_s1                       # s1 = y[1]
    grad_x = grad_y * 2  # y = x * 2
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, n):
    # forward
    y = x * 2
    s0s = []
    s1s = []
    for i in range(n):
        s0 = y[0]
        s0s.append(s0)
        s1 = y[1]
        s1s.append(s1)
        y[0] = s0 * s1
        y[1] = np.sum(y)
    # backward
    grad_y = 0.02 * y  # return np.sum(y * last) / 100
    for i in reversed(range(n)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = grad_y[1]        # y[1] = np.sum(y)
        grad_y[1] = 0
        grad_y += grad_s2
        grad_s3 = grad_y[0]        # y[0] = s0 * s1
        grad_y[0] = grad_s3 * s1
        grad_y[1] += grad_s3 * s0  # s1 = y[1]
    grad_x = grad_y * 2  # y = x * 2
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    y = x * 2
    last = y
    s0s = []
    s1s = []
    s2s = []
    ys = []
    s3s = []
    for i in range(n):
        s0 = y[0]
        s4 = own(s0)
        s0s.append(s4)
        s1 = y[1]
        s5 = own(s1)
        s1s.append(s5)
        s2 = s0 * s1
        s2s.append(s2)
        y[0] = s2
        ys.append(y)
        s3 = np.sum(y)
        s3s.append(s3)
        y = own(y)
        y[1] = s3
        last = y
    s6 = y * y
    s7 = np.sum(s6)
    result = s7 / 100
    # backward
    grad_result = 1.0                                 # result = s7 / 100
    grad_s7 = grad_result / 100
    grad_s6 = np.broadcast_to(grad_s7, np.shape(s6))  # s7 = np.sum(s6)
    grad_y = 2 * (grad_s6 * y)                        # s6 = y * y
    for i in reversed(range(n)):
        s3 = s3s.pop()
        y = ys.pop()
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s3 = unbroadcast(grad_y[1], s3)                     # y[1] = s3
        grad_y[1] = 0
        grad_y = grad_y + np.broadcast_to(grad_s3, np.shape(y))  # s3 = np.sum(y)
        grad_s2 = unbroadcast(grad_y[0], s2)                     # y[0] = s2
        grad_s2 = own(grad_s2)
        grad_y[0] = 0
        grad_s0 = unbroadcast(grad_s2 * s1, s0)                  # s2 = s0 * s1
        grad_s1 = unbroadcast(grad_s2 * s0, s1)
        grad_y[1] += grad_s1                                     # s5 = own(s1)
        grad_y[0] += grad_s0                                     # s4 = own(s0)
    grad_x = grad_y * 2  # y = x * 2
    return grad_x
