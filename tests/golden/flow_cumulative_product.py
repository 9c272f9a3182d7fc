# A running product by elements, with a zero in it.

import numpy as np


def f(x):
    p = np.ones_like(x)
    s = 1.0
    for i, v in enumerate(x):
        s = s * v
        p[i] = s
    return np.sum(p * p) + np.sum(p)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.0, 0.9]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    p = np.ones_like(x)
    ss = []
    s = 1.0
    for i, v in enumerate(x):
        ss.append(s)
        s = s * v
        p[i] = s
    # backward
    grad_p = 1.0 + 2 * p  # return np.sum(p * p) + np.sum(p)
    grad_s = np.zeros_like(s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        grad_s = grad_s + unbroadcast(grad_p[i], s)  # p[i] = s
        s = ss.pop()
        grad_p[i] = 0
        grad_v = unbroadcast(grad_s * s, v)          # s = s * v
        grad_s = unbroadcast(grad_s * v, s)
        grad_x[i] += grad_v
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    p = np.ones_like(x)
    s0 = len(x)
    ss = []
    s = 1.0
    for i in range(s0):
        ss.append(s)
        v = x[i]
        s = s * v
        p[i] = s
    s1 = p * p
    s2 = np.sum(s1)
    s3 = np.sum(p)
    result = s2 + s3
    # backward
    grad_result = 1.0                                 # result = s2 + s3
    grad_s2 = grad_result
    grad_s3 = grad_result
    grad_p = np.broadcast_to(grad_s3, np.shape(p))    # s3 = np.sum(p)
    grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
    grad_p = grad_p + 2 * (grad_s1 * p)               # s1 = p * p
    grad_s = np.zeros_like(s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]                                     # v = x[i]
        grad_s = grad_s + unbroadcast(grad_p[i], s)  # p[i] = s
        s = ss.pop()
        grad_p[i] = 0
        grad_v = unbroadcast(grad_s * s, v)          # s = s * v
        grad_s = unbroadcast(grad_s * v, s)
        grad_x[i] += grad_v                          # v = x[i]
    return grad_x
