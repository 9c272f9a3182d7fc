# Two calls of itself: a tree.

import numpy as np


def grow(x, n):
    if n < 2:
        return (n + 1) * np.sin(x)
    return 0.5 * grow(x, n - 1) + x * grow(0.9 * x, n - 2)


ANALYTIC = True
REVERSE_TWICE = False
ARGS = (0.7, 5)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_grow(x, n):
    if n < 2:
        s0 = n + 1
        s1 = np.sin(x)
        result = s0 * s1
        kept = s0, s1
    else:
        s2, saved_s2 = forward_grow(x, n - 1)
        s3 = 0.5 * s2
        s4, saved_s4 = forward_grow(0.9 * x, n - 2)
        s5 = x * s4
        result = s3 + s5
        kept = saved_s2, s3, s4, saved_s4, s5
    return result, (x, n, kept)


def backward_grow(saved, grad_result):
    x, n, kept = saved
    if n < 2:
        s0, s1 = kept
        # return (n + 1) * np.sin(x)
        grad_x = unbroadcast(grad_result * s0, s1) * np.cos(x)
    else:
        saved_s2, s3, s4, saved_s5, s6 = kept
        grad_s7 = unbroadcast(grad_result, s6)  # return 0.5 * grow(x, n - 1) + x *...
        grad_x = unbroadcast(grad_s7 * s4, x)
        grad_x = grad_x + backward_grow(saved_s5, unbroadcast(grad_s7 * x, s4)) * 0.9
        grad_x = grad_x + backward_grow(saved_s2, unbroadcast(grad_result, s3) * 0.5)
    return grad_x


def grad_grow(x, n):
    # forward
    result, saved_result = forward_grow(x, n)
    require_scalar(result)
    # backward
    grad_x = backward_grow(saved_result, 1.0)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_grow(x, n):
    if n < 2:
        s0 = n + 1
        result = s0 * np.sin(x)
        kept = s0,
    else:
        s1, saved_s1 = forward_grow(x, n - 1)
        s2, saved_s2 = forward_grow(0.9 * x, n - 2)
        result = 0.5 * s1 + x * s2
        kept = saved_s1, s2, saved_s2
    return result, (x, n, kept)


def backward_grow(saved, grad_result):
    x, n, kept = saved
    if n < 2:
        s0, = kept
        grad_x = grad_result * s0 * np.cos(x)  # return (n + 1) * np.sin(x)
    else:
        saved_s1, s2, saved_s3 = kept
        grad_x = grad_result * s2  # return 0.5 * grow(x, n - 1) + x * grow(0.9 * x,...
        grad_x += backward_grow(saved_s3, grad_result * x) * 0.9
        grad_x += backward_grow(saved_s1, grad_result * 0.5)
    return grad_x


def grad_grow(x, n):
    # forward
    _, saved_result = forward_grow(x, n)
    # backward
    grad_x = backward_grow(saved_result, 1.0)
    return float(grad_x)


# ---------------------------------- mirrored ----------------------------------------------------

def forward_grow(x, n):
    if n < 2:
        s0 = n + 1
        s1 = np.sin(x)
        result = s0 * s1
        kept = s0, s1
    else:
        s2 = n - 1
        s3 = forward_grow(x, s2)
        s4, saved_s4 = s3
        s5 = 0.5 * s4
        s6 = 0.9 * x
        s7 = n - 2
        s8 = forward_grow(s6, s7)
        s9, saved_s9 = s8
        s10 = x * s9
        result = s5 + s10
        kept = saved_s4, s5, s9, saved_s9, s10
    return result, (x, n, kept)


def backward_grow(saved, grad_result):
    x, n, kept = saved
    if n < 2:
        s0, s1 = kept
        grad_s2 = unbroadcast(grad_result * s0, s1)  # return (n + 1) * np.sin(x)
        grad_x = grad_s2 * np.cos(x)
    else:
        saved_s3, s4, s5, saved_s6, s7 = kept
        grad_s8 = unbroadcast(grad_result, s4)  # return 0.5 * grow(x, n - 1) + x *...
        grad_s9 = unbroadcast(grad_result, s7)
        grad_x = unbroadcast(grad_s9 * s5, x)
        grad_s6 = unbroadcast(grad_s9 * x, s5)
        grad_s10 = backward_grow(saved_s6, grad_s6)
        grad_x = grad_x + grad_s10 * 0.9
        grad_s3 = grad_s8 * 0.5
        grad_x = grad_x + backward_grow(saved_s3, grad_s3)
    return grad_x


def grad_grow(x, n):
    # forward
    s0 = forward_grow(x, n)
    result, saved_result = s0
    require_scalar(result)
    # backward
    grad_result = 1.0  # result, saved_result = s0
    grad_x = backward_grow(saved_result, grad_result)
    return grad_x
