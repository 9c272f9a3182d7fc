# Two functions that call each other: one of them is called, the other compiled into it.

import numpy as np


def even(x, n):
    if n == 0:
        return x
    return np.sin(odd(1.1 * x, n - 1))


def odd(x, n):
    if n == 0:
        return np.cos(x)
    return x * even(x + 0.1, n - 1)


def f(x, n):
    return np.sum(even(x, n) * odd(x, n))


FUNCTION = f
REVERSE_TWICE = False
ARGS = (np.array([0.3, -1.2, 0.7]), 3)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_even(x, n):
    if n == 0:
        result = x
        kept = None
    else:
        s0 = 1.1 * x
        s1 = n - 1
        s2 = s1 == 0
        if s2:
            result = np.cos(s0)
            kept = None
        else:
            s3, saved_s3 = forward_even(s0 + 0.1, s1 - 1)
            result = s0 * s3
            kept = s3, saved_s3
        kept = s0, s2, result, kept
        result = np.sin(result)
    return result, (n, kept)


def backward_even(saved, grad_result):
    n, kept = saved
    if n == 0:
        grad_x = grad_result
    else:
        s0, s1, result, kept = kept
        grad_result = grad_result * np.cos(result)  # return np.sin(odd(1.1 * x, n -...
        if s1:
            grad_s2 = -grad_result * np.sin(s0)  # return np.cos(x)
        else:
            s3, saved_s4 = kept
            grad_s2 = (
                unbroadcast(grad_result * s3, s0)
                + backward_even(saved_s4, unbroadcast(grad_result * s0, s3))
            )  # return x * even(x + 0.1, n - 1)
        grad_x = grad_s2 * 1.1  # return np.sin(odd(1.1 * x, n - 1))
    return own(grad_x)


def grad_f(x, n):
    # forward
    s0, saved_s0 = forward_even(x, n)
    if n == 0:
        result = np.cos(x)
    else:
        s1, saved_s1 = forward_even(x + 0.1, n - 1)
        result = x * s1
    # backward
    grad_s2 = np.broadcast_to(1.0, np.shape(s0 * result))  # return np.sum(even(x, n...
    grad_result = unbroadcast(grad_s2 * s0, result)
    if n == 0:
        grad_x = -grad_result * np.sin(x)  # result = np.cos(x)
    else:
        grad_x = unbroadcast(grad_result * s1, x)  # result = x * s1
        # return x * even(x + 0.1, n - 1)
        grad_x = grad_x + backward_even(saved_s1, unbroadcast(grad_result * x, s1))
    # return np.sum(even(x, n) * odd(x, n))
    grad_x = grad_x + backward_even(saved_s0, unbroadcast(grad_s2 * result, s0))
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_even(x, n):
    if n == 0:
        result = x
        kept = None
    else:
        s0 = 1.1 * x
        s1 = n - 1
        s2 = s1 == 0
        if s2:
            result = np.cos(s0)
            kept = None
        else:
            s3, saved_s3 = forward_even(s0 + 0.1, s1 - 1)
            result = s0 * s3
            kept = s3, saved_s3
        kept = s0, s2, result, kept
        result = np.sin(result)
    return result, (n, kept)


def backward_even(saved, grad_result):
    n, kept = saved
    if n == 0:
        grad_x = grad_result
    else:
        s0, s1, result, kept = kept
        grad_result = grad_result * np.cos(result)  # return np.sin(odd(1.1 * x, n -...
        if s1:
            grad_s2 = -grad_result * np.sin(s0)  # return np.cos(x)
        else:
            s3, saved_s4 = kept
            grad_s2 = (
                unbroadcast(grad_result * s3, s0)
                + backward_even(saved_s4, unbroadcast(grad_result * s0, s3))
            )  # return x * even(x + 0.1, n - 1)
        grad_x = grad_s2 * 1.1  # return np.sin(odd(1.1 * x, n - 1))
    return grad_x.copy()


def grad_f(x, n):
    # forward
    s0, saved_s0 = forward_even(x, n)
    if n == 0:
        result = np.cos(x)
    else:
        s1, saved_s1 = forward_even(x + 0.1, n - 1)
        result = x * s1
    # backward
    # return np.sum(even(x, n) * odd(x, n))
    grad_result = np.broadcast_to(1.0, np.shape(result)) * s0
    if n == 0:
        grad_x = -grad_result * np.sin(x)  # result = np.cos(x)
    else:
        grad_x = grad_result * s1  # result = x * s1
        # return x * even(x + 0.1, n - 1)
        grad_x = grad_x + backward_even(saved_s1, unbroadcast(grad_result * x, s1))
    # return np.sum(even(x, n) * odd(x, n))
    grad_x = grad_x + backward_even(saved_s0, unbroadcast(result, s0))
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def forward_even(x, n):
    if n == 0:
        result = x
        kept = None
    else:
        s0 = 1.1 * x
        s1 = n - 1
        s2 = s1 == 0
        if s2:
            result = np.cos(s0)
            kept = None
        else:
            s3 = s0 + 0.1
            s4 = s1 - 1
            s5 = forward_even(s3, s4)
            s6, saved_s6 = s5
            result = s0 * s6
            kept = s6, saved_s6
        kept = s0, s2, result, kept
        result = np.sin(result)
    return result, (n, kept)


def backward_even(saved, grad_result):
    n, kept = saved
    if n == 0:
        grad_x = grad_result
    else:
        s0, s1, result, kept = kept
        grad_result = grad_result * np.cos(result)  # return np.sin(odd(1.1 * x, n -...
        if s1:
            grad_s2 = -grad_result * np.sin(s0)  # return np.cos(x)
        else:
            s3, saved_s4 = kept
            grad_s2 = unbroadcast(grad_result * s3, s0)  # return x * even(x + 0.1,...
            grad_s4 = unbroadcast(grad_result * s0, s3)
            grad_s5 = backward_even(saved_s4, grad_s4)
            grad_s2 = grad_s2 + grad_s5
        grad_x = grad_s2 * 1.1  # return np.sin(odd(1.1 * x, n - 1))
    return own(grad_x)


def grad_f(x, n):
    # forward
    s0 = forward_even(x, n)
    s1, saved_s1 = s0
    s2 = n == 0
    if s2:
        result = np.cos(x)
    else:
        s3 = x + 0.1
        s4 = n - 1
        s5 = forward_even(s3, s4)
        s6, saved_s6 = s5
        result = x * s6
    s7 = s1 * result
    result_1 = np.sum(s7)
    # backward
    grad_result_1 = 1.0                          # result_1 = np.sum(s7)
    grad_s7 = np.broadcast_to(grad_result_1, np.shape(s7))
    grad_s1 = unbroadcast(grad_s7 * result, s1)  # s7 = s1 * result
    grad_result = unbroadcast(grad_s7 * s1, result)
    if s2:
        grad_x = -grad_result * np.sin(x)  # result = np.cos(x)
    else:
        grad_x = unbroadcast(grad_result * s6, x)   # result = x * s6
        grad_s6 = unbroadcast(grad_result * x, s6)
        grad_s3 = backward_even(saved_s6, grad_s6)  # s6, saved_s6 = s5
        grad_x = grad_x + grad_s3                   # s3 = x + 0.1
    grad_x = grad_x + backward_even(saved_s1, grad_s1)  # s1, saved_s1 = s0
    return grad_x
