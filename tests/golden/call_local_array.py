# An array that the function makes and fills, at each depth another one.

import numpy as np


def fill(x, n):
    y = np.zeros(3)
    y[0] = np.sum(x)
    y[1:] = 2 * x[:2]
    if n == 0:
        return y
    return fill(y, n - 1) + y * x[0]


def f(x):
    return np.sum(fill(x, 2) ** 2)


REVERSE_TWICE = False
ARGS = (np.array([0.3, -1.2, 0.7]),)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_fill_1(x, n):
    y = np.zeros(3)
    y[0] = np.sum(x)
    s0 = 2 * x[:2]
    y[1:] = s0
    if n == 0:
        result = y
        kept = None
    else:
        s1, saved_s1 = forward_fill_1(y, n - 1)
        s2 = x[0]
        result = s1 + y * s2
        kept = s1, saved_s1, s2
    return result, (x, n, s0, y, kept)


def forward_fill(x, n):
    y = np.zeros(3)
    y[0] = np.sum(x)
    s0 = 2 * x[:2]
    y[1:] = s0
    if n == 0:
        result = y
        kept = None
    else:
        s1, saved_s1 = forward_fill_1(y, n - 1)
        s2 = x[0]
        s3 = y * s2
        result = s1 + s3
        kept = s1, saved_s1, s2, s3
    return result, (x, n, s0, y, kept)


def backward_fill_1(saved, grad_result):
    x, n, s0, y, kept = saved
    if n == 0:
        grad_x = np.zeros_like(x)
        grad_y = grad_result
    else:
        s1, saved_s2, s3 = kept
        grad_y = grad_result * s3  # return fill(y, n - 1) + y * x[0]
        grad_x = np.zeros_like(x)
        grad_x[0] = np.sum(grad_result * y)
        grad_y = grad_y + backward_fill_1(saved_s2, unbroadcast(grad_result, s1))
    grad_y_1 = grad_y.copy()       # y[1:] = 2 * x[:2]
    grad_y_1[1:] = 0
    grad_x[:2] += unbroadcast(grad_y[1:], s0) * 2
    grad_x = grad_x + grad_y_1[0]  # y[0] = np.sum(x)
    return grad_x


def backward_fill(saved, grad_result):
    x, n, s0, y, kept = saved
    if n == 0:
        grad_x = np.zeros_like(x)
        grad_y = grad_result
    else:
        s1, saved_s2, s3, s4 = kept
        grad_s5 = unbroadcast(grad_result, s4)  # return fill(y, n - 1) + y * x[0]
        grad_y = unbroadcast(grad_s5 * s3, y)
        grad_x = np.zeros_like(x)
        grad_x[0] = unbroadcast(grad_s5 * y, s3)
        grad_y = grad_y + backward_fill_1(saved_s2, unbroadcast(grad_result, s1))
    grad_y_1 = grad_y.copy()       # y[1:] = 2 * x[:2]
    grad_y_1[1:] = 0
    grad_x[:2] += unbroadcast(grad_y[1:], s0) * 2
    grad_x = grad_x + grad_y_1[0]  # y[0] = np.sum(x)
    return grad_x


def grad_f(x):
    # forward
    s0, saved_s0 = forward_fill(x, 2)
    # backward
    grad_x = backward_fill(saved_s0, 2 * s0)  # return np.sum(fill(x, 2) ** 2)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_fill(x, n):
    y = np.zeros(3)
    y[0] = np.sum(x)
    s0 = 2 * x[:2]
    y[1:] = s0
    if n == 0:
        result = y
        kept = None
    else:
        s1, saved_s1 = forward_fill(y, n - 1)
        s2 = x[0]
        result = s1 + y * s2
        kept = s1, saved_s1, s2
    return result, (x, n, s0, y, kept)


def backward_fill(saved, grad_result):
    x, n, s0, y, kept = saved
    if n == 0:
        grad_x = np.zeros_like(x)
        grad_y = grad_result
    else:
        s1, saved_s2, s3 = kept
        grad_y = grad_result * s3  # return fill(y, n - 1) + y * x[0]
        grad_x = np.zeros_like(x)
        grad_x[0] = np.sum(grad_result * y)
        grad_y = grad_y + backward_fill(saved_s2, unbroadcast(grad_result, s1))
    grad_y_1 = grad_y.copy()       # y[1:] = 2 * x[:2]
    grad_y_1[1:] = 0
    grad_x[:2] += unbroadcast(grad_y[1:], s0) * 2
    grad_x = grad_x + grad_y_1[0]  # y[0] = np.sum(x)
    return grad_x


def grad_f(x):
    # forward
    s0, saved_s0 = forward_fill(x, 2)
    # backward
    grad_x = backward_fill(saved_s0, 2 * s0)  # return np.sum(fill(x, 2) ** 2)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def forward_fill_1(x, n):
    y = np.zeros(3)
    s0 = np.sum(x)
    y[0] = s0
    s1 = x[:2]
    s2 = 2 * s1
    y[1:] = s2
    if n == 0:
        result = y
        kept = None
    else:
        s3 = n - 1
        s4 = forward_fill_1(y, s3)
        s5, saved_s5 = s4
        s6 = x[0]
        s7 = y * s6
        result = s5 + s7
        kept = s5, saved_s5, s6
    return result, (x, n, s2, y, kept)


def forward_fill(x, n):
    y = np.zeros(3)
    s0 = np.sum(x)
    y[0] = s0
    s1 = x[:2]
    s2 = 2 * s1
    y[1:] = s2
    if n == 0:
        result = y
        kept = None
    else:
        s3 = n - 1
        s4 = forward_fill_1(y, s3)
        s5, saved_s5 = s4
        s6 = x[0]
        s7 = y * s6
        result = s5 + s7
        kept = s5, saved_s5, s6, s7
    return result, (x, n, s2, y, kept)


def backward_fill_1(saved, grad_result):
    x, n, s0, y, kept = saved
    if n == 0:
        grad_y = grad_result
        grad_x = np.zeros_like(x)
    else:
        s1, saved_s2, s3 = kept
        grad_s2 = unbroadcast(grad_result, s1)  # return fill(y, n - 1) + y * x[0]
        grad_s4 = grad_result
        grad_y = grad_s4 * s3
        grad_s5 = unbroadcast(grad_s4 * y, s3)
        grad_x = np.zeros_like(x)
        grad_x[0] += grad_s5
        grad_y = grad_y + backward_fill_1(saved_s2, grad_s2)
    grad_s0 = unbroadcast(grad_y[1:], s0)  # y[1:] = 2 * x[:2]
    grad_y = grad_y.copy()
    grad_y[1:] = 0
    grad_s6 = grad_s0 * 2
    grad_x[:2] += grad_s6
    grad_s7 = grad_y[0]                    # y[0] = np.sum(x)
    grad_x = grad_x + np.broadcast_to(grad_s7, np.shape(x))
    return grad_x


def backward_fill(saved, grad_result):
    x, n, s0, y, kept = saved
    if n == 0:
        grad_y = grad_result
        grad_x = np.zeros_like(x)
    else:
        s1, saved_s2, s3, s4 = kept
        grad_s2 = unbroadcast(grad_result, s1)  # return fill(y, n - 1) + y * x[0]
        grad_s5 = unbroadcast(grad_result, s4)
        grad_y = unbroadcast(grad_s5 * s3, y)
        grad_s6 = unbroadcast(grad_s5 * y, s3)
        grad_x = np.zeros_like(x)
        grad_x[0] += grad_s6
        grad_y = grad_y + backward_fill_1(saved_s2, grad_s2)
    grad_s0 = unbroadcast(grad_y[1:], s0)  # y[1:] = 2 * x[:2]
    grad_y = grad_y.copy()
    grad_y[1:] = 0
    grad_s7 = grad_s0 * 2
    grad_x[:2] += grad_s7
    grad_s8 = grad_y[0]                    # y[0] = np.sum(x)
    grad_x = grad_x + np.broadcast_to(grad_s8, np.shape(x))
    return grad_x


def grad_f(x):
    # forward
    s0 = forward_fill(x, 2)
    s1, saved_s1 = s0
    s2 = s1 ** 2
    result = np.sum(s2)
    # backward
    grad_result = 1.0                          # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_s1 = grad_s2 * 2 * s1                 # s2 = s1 ** 2
    grad_x = backward_fill(saved_s1, grad_s1)  # s1, saved_s1 = s0
    return grad_x
