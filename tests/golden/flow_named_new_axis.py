# An index with a name in it is written as an index.

import numpy as np


def f(x, w):
    y = x * 2
    for i in range(2):
        y[i] = np.sum(y[:, i : i + 2, np.newaxis] * w[np.newaxis, :, :])
    return np.sum(y * y)


ARGS = [np.arange(6.0).reshape(2, 3) / 7, np.arange(4.0).reshape(2, 2) / 5]
ARGNUMS = (0, 1)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    y = x * 2
    s0s = []
    s1s = []
    s2s = []
    for i in range(2):
        s0 = y[:, i:i + 2, np.newaxis]
        s0s.append(own(s0))
        s1 = s0 * w[np.newaxis, :, :]
        s1s.append(s1)
        s2 = np.sum(s1)
        s2s.append(s2)
        y[i] = s2
    # backward
    grad_y = 2 * y  # return np.sum(y * y)
    grad_w = np.zeros_like(w)
    for i in reversed(range(2)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        s3 = w[np.newaxis, :, :]              # s1 = s0 * w[np.newaxis, :, :]
        grad_s2 = unbroadcast(grad_y[i], s2)  # y[i] = s2
        grad_y[i] = 0
        grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
        grad_w += unbroadcast(grad_s1 * s0, s3)[0, :, :]  # s1 = s0 * w[np.newaxis,...
        # s0 = y[:, i:i + 2, np.newaxis]
        grad_y[:, i:i + 2] += unbroadcast(grad_s1 * s3, s0)[:, :, 0]
    grad_x = grad_y * 2  # y = x * 2
    return grad_x, grad_w


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, w):
    # forward
    y = x * 2
    s0s = []
    s1s = []
    for i in range(2):
        s0 = y[:, i:i + 2, np.newaxis]
        s0s.append(np.copy(s0))
        s1 = s0 * w[np.newaxis, :, :]
        s1s.append(s1)
        y[i] = np.sum(s1)
    # backward
    grad_y = 2 * y  # return np.sum(y * y)
    grad_w = np.zeros_like(w)
    for i in reversed(range(2)):
        s1 = s1s.pop()
        s0 = s0s.pop()
        grad_s2 = np.sum(grad_y[i])             # y[i] = np.sum(s1)
        grad_y[i] = 0
        grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))
        grad_w += np.sum(grad_s1 * s0, axis=0)  # s1 = s0 * w[np.newaxis, :, :]
        # s0 = y[:, i:i + 2, np.newaxis]
        grad_y[:, i:i + 2] += unbroadcast(grad_s1 * w[np.newaxis, :, :], s0)[:, :, 0]
    grad_x = grad_y * 2  # y = x * 2
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    y = x * 2
    s0s = []
    s1s = []
    s2s = []
    for i in range(2):
        s3 = i + 2
        s0 = y[:, i:s3, np.newaxis]
        s4 = own(s0)
        s0s.append(s4)
        s5 = w[np.newaxis, :, :]
        s1 = s0 * s5
        s1s.append(s1)
        s2 = np.sum(s1)
        s2s.append(s2)
        y[i] = s2
    s6 = y * y
    result = np.sum(s6)
    # backward
    grad_result = 1.0           # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_y = 2 * (grad_s6 * y)  # s6 = y * y
    grad_w = np.zeros_like(w)
    for i in reversed(range(2)):
        s2 = s2s.pop()
        s1 = s1s.pop()
        s0 = s0s.pop()
        s7 = w[np.newaxis, :, :]                          # s5 = w[np.newaxis, :, :]
        grad_s2 = unbroadcast(grad_y[i], s2)              # y[i] = s2
        grad_y[i] = 0
        grad_s1 = np.broadcast_to(grad_s2, np.shape(s1))  # s2 = np.sum(s1)
        grad_s0 = unbroadcast(grad_s1 * s7, s0)           # s1 = s0 * s5
        grad_s5 = unbroadcast(grad_s1 * s0, s7)
        grad_w += grad_s5[0, :, :]                        # s5 = w[np.newaxis, :, :]
        grad_y[:, i:i + 2] += grad_s0[:, :, 0]            # s4 = own(s0)
    grad_x = grad_y * 2  # y = x * 2
    return grad_x, grad_w
