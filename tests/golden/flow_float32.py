# Nothing in a loop makes double precision of single.

import numpy as np


def f(x, n):
    s = np.zeros_like(x)
    for i in range(n):
        s = 0.5 * s + np.tanh(x * s + x)
    return np.sum(s)


ARGS = (np.array([0.3, -1.2], np.float32), 3)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, n):
    # forward
    s = np.zeros_like(x)
    ss = []
    s0s = []
    for i in range(n):
        ss.append(s)
        s0 = np.tanh(x * s + x)
        s0s.append(s0)
        s = 0.5 * s + s0
    # backward
    grad_s = np.ones_like(s)  # return np.sum(s)
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s0 = s0s.pop()
        s = ss.pop()
        grad_s1 = grad_s * (1 - s0 * s0)  # s0 = np.tanh(x * s + x)
        grad_x += grad_s1
        grad_x += grad_s1 * s
        grad_s_1 = grad_s1 * x
        grad_s = grad_s_1 + grad_s * 0.5  # s = 0.5 * s + s0
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, n):
    # forward
    s = np.zeros_like(x)
    ss = []
    s0s = []
    for i in range(n):
        ss.append(s)
        s1 = 0.5 * s
        s2 = x * s
        s3 = s2 + x
        s0 = np.tanh(s3)
        s0s.append(s0)
        s = s1 + s0
    result = np.sum(s)
    # backward
    grad_result = 1.0  # result = np.sum(s)
    grad_s = np.broadcast_to(grad_result, np.shape(s))
    grad_x = np.zeros_like(x)
    for i in reversed(range(n)):
        s0 = s0s.pop()
        s = ss.pop()
        grad_s1 = grad_s                   # s = s1 + s0
        grad_s0 = grad_s
        grad_s3 = grad_s0 * (1 - s0 * s0)  # s0 = np.tanh(s3)
        grad_s2 = grad_s3                  # s3 = s2 + x
        grad_x += grad_s3
        grad_x += grad_s2 * s              # s2 = x * s
        grad_s = grad_s2 * x
        grad_s = grad_s + grad_s1 * 0.5    # s1 = 0.5 * s
    return grad_x
