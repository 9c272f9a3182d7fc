# A loop in a function that calls itself: its list is part of what is saved.

import numpy as np


def smooth(x, n):
    if n == 0:
        return np.sum(x * x)
    for k in range(n):
        x = np.sin(x) + 0.1 * k * x
    return smooth(x, n - 1) * x[0]


ANALYTIC = True
REVERSE_TWICE = False
ARGS = (np.array([0.3, 1.2, 0.7]), 3)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_smooth(x, n):
    xs = []
    if n == 0:
        result = np.sum(x * x)
        kept = None
    else:
        x_1 = x
        for k in range(n):
            xs.append(x_1)
            x_1 = np.sin(x_1) + 0.1 * k * x_1
        s0, saved_s0 = forward_smooth(x_1, n - 1)
        s1 = x_1[0]
        result = s0 * s1
        kept = s0, saved_s0, s1
    return result, (x, n, xs, kept)


def backward_smooth(saved, grad_result):
    x, n, xs, kept = saved
    xs = list(xs)
    if n == 0:
        grad_x = 2 * grad_result * x  # return np.sum(x * x)
    else:
        s0, saved_s1, s2 = kept
        # return smooth(x, n - 1) * x[0]
        grad_x = backward_smooth(saved_s1, unbroadcast(grad_result * s2, s0))
        grad_x[0] += unbroadcast(grad_result * s0, s2)
        for k in reversed(range(n)):
            x = xs.pop()
            grad_x_1 = grad_x * (0.1 * k)  # x = np.sin(x) + 0.1 * k * x
            grad_x = grad_x_1 + grad_x * np.cos(x)
    return grad_x


def grad_smooth(x, n):
    # forward
    result, saved_result = forward_smooth(x, n)
    require_scalar(result)
    # backward
    grad_x = backward_smooth(saved_result, 1.0)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_smooth(x, n):
    xs = []
    if n == 0:
        result = np.sum(x * x)
        kept = None
    else:
        x_1 = x
        for k in range(n):
            xs.append(x_1)
            x_1 = np.sin(x_1) + 0.1 * k * x_1
        s0, saved_s0 = forward_smooth(x_1, n - 1)
        s1 = x_1[0]
        result = s0 * s1
        kept = s0, saved_s0, s1
    return result, (x, n, xs, kept)


def backward_smooth(saved, grad_result):
    x, n, xs, kept = saved
    xs = list(xs)
    if n == 0:
        grad_x = 2 * grad_result * x  # return np.sum(x * x)
    else:
        s0, saved_s1, s2 = kept
        # return smooth(x, n - 1) * x[0]
        grad_x = backward_smooth(saved_s1, grad_result * s2)
        grad_x[0] += grad_result * s0
        for k in reversed(range(n)):
            x = xs.pop()
            grad_x_1 = grad_x * (0.1 * k)  # x = np.sin(x) + 0.1 * k * x
            grad_x = grad_x_1 + grad_x * np.cos(x)
    return grad_x


def grad_smooth(x, n):
    # forward
    _, saved_result = forward_smooth(x, n)
    # backward
    grad_x = backward_smooth(saved_result, 1.0)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def forward_smooth(x, n):
    xs = []
    if n == 0:
        s0 = x * x
        result = np.sum(s0)
        kept = s0,
    else:
        x_1 = x
        for k in range(n):
            xs.append(x_1)
            s1 = np.sin(x_1)
            s2 = 0.1 * k
            s3 = s2 * x_1
            x_1 = s1 + s3
        s4 = n - 1
        s5 = forward_smooth(x_1, s4)
        s6, saved_s6 = s5
        s7 = x_1[0]
        result = s6 * s7
        kept = x_1, s6, saved_s6, s7
    return result, (x, n, xs, kept)


def backward_smooth(saved, grad_result):
    x, n, xs, kept = saved
    xs = list(xs)
    if n == 0:
        s0, = kept
        grad_s1 = np.broadcast_to(grad_result, np.shape(s0))  # return np.sum(x * x)
        grad_x = 2 * (grad_s1 * x)
    else:
        x, s2, saved_s3, s4 = kept
        grad_s3 = unbroadcast(grad_result * s4, s2)  # return smooth(x, n - 1) * x[0]
        grad_s5 = unbroadcast(grad_result * s2, s4)
        grad_x = np.zeros_like(x)
        grad_x[0] += grad_s5
        grad_x = grad_x + backward_smooth(saved_s3, grad_s3)
        for k in reversed(range(n)):
            x = xs.pop()
            grad_s6 = grad_x  # x = np.sin(x) + 0.1 * k * x
            grad_s7 = grad_x
            grad_x = grad_s7 * (0.1 * k)
            grad_x = grad_x + grad_s6 * np.cos(x)
    return grad_x


def grad_smooth(x, n):
    # forward
    s0 = forward_smooth(x, n)
    result, saved_result = s0
    require_scalar(result)
    # backward
    grad_result = 1.0  # result, saved_result = s0
    grad_x = backward_smooth(saved_result, grad_result)
    return grad_x
