# Pieces of different length.

import numpy as np


def f(x):
    pieces = []
    for i in range(1, len(x)):
        pieces.append(x[:i] * x[i])
    y = np.concatenate(pieces)
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    pieces = []
    for i in range(1, len(x)):
        pieces.append(x[:i] * x[i])
    y = np.concatenate(pieces)
    # backward
    grad_y = 2.0 * y                                   # return np.sum(y * y)
    grad_pieces = list(split_like(grad_y, pieces, 0))  # y = np.concatenate(pieces)
    grad_x = np.zeros_like(x)
    for i in reversed(range(1, len(x))):
        s0 = x[:i]  # pieces.append(x[:i] * x[i])
        s1 = x[i]
        grad_s2 = grad_pieces.pop()
        grad_x[i] += unbroadcast(grad_s2 * s0, s1)
        grad_x[:i] += unbroadcast(grad_s2 * s1, s0)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = len(x)
    pieces = []
    for i in range(1, s0):
        s1 = x[:i]
        s2 = x[i]
        s3 = s1 * s2
        pieces.append(s3)
    y = np.concatenate(pieces)
    s4 = y * y
    result = np.sum(s4)
    # backward
    grad_result = 1.0                                  # result = np.sum(s4)
    grad_s4 = np.broadcast_to(grad_result, np.shape(s4))
    grad_y = 2 * (grad_s4 * y)                         # s4 = y * y
    grad_pieces = list(split_like(grad_y, pieces, 0))  # y = np.concatenate(pieces)
    grad_x = np.zeros_like(x)
    for i in reversed(range(1, len(x))):
        s5 = x[:i]                               # s1 = x[:i]
        s6 = x[i]                                # s2 = x[i]
        grad_s3 = grad_pieces.pop()              # pieces.append(s3)
        grad_s1 = unbroadcast(grad_s3 * s6, s5)  # s3 = s1 * s2
        grad_s2 = unbroadcast(grad_s3 * s5, s6)
        grad_x[i] += grad_s2                     # s2 = x[i]
        grad_x[:i] += grad_s1                    # s1 = x[:i]
    return grad_x
