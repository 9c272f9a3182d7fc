# Divide and conquer: each call gets a slice of the array, and gives an array.

import numpy as np


def merge(x):
    n = len(x)
    if n == 1:
        return x * x
    a = merge(x[: n // 2])
    b = merge(x[n // 2 :])
    return np.concatenate([a * np.sum(b), b + np.sin(a[0])])


def f(x):
    return np.sum(merge(x) ** 2)


ANALYTIC = True
REVERSE_TWICE = False
ARGS = (np.array([0.3, -1.2, 0.7, 0.4, 0.9]),)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_merge(x):
    n = len(x)
    s0 = n == 1
    if s0:
        result = x * x
        kept = None
    else:
        s1 = n // 2
        a, saved_a = forward_merge(x[:s1])
        b, saved_b = forward_merge(x[s1:])
        s2 = np.sum(b)
        s3 = a[0]
        s4 = np.sin(s3)
        result = np.concatenate([a * s2, b + s4])
        kept = (
            slice(None, s1, None),
            a,
            saved_a,
            slice(s1, None, None),
            b,
            saved_b,
            s2,
            s3,
            s4,
            [a * s2, b + s4],
        )
    return result, (x, s0, kept)


def backward_merge(saved, grad_result):
    x, s0, kept = saved
    if s0:
        grad_x = 2 * grad_result * x  # return x * x
    else:
        s1, a, saved_a, s2, b, saved_b, s3, s4, s5, s6 = kept
        s7 = split_like(grad_result, s6, 0)            # return np.concatenate([a *...
        grad_s8 = s7[0]
        grad_s9 = s7[1]
        grad_b = unbroadcast(grad_s9, b)
        grad_a = grad_s8 * s3
        grad_a[0] += unbroadcast(grad_s9, s5) * np.cos(s4)
        grad_b = grad_b + unbroadcast(grad_s8 * a, s3)
        grad_x = np.zeros_like(x)                      # b = merge(x[n // 2 :])
        grad_x[s2] = backward_merge(saved_b, grad_b)
        grad_x[s1] += backward_merge(saved_a, grad_a)  # a = merge(x[: n // 2])
    return grad_x


def grad_f(x):
    # forward
    s0, saved_s0 = forward_merge(x)
    # backward
    grad_x = backward_merge(saved_s0, 2.0 * s0)  # return np.sum(merge(x) ** 2)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_merge(x):
    n = len(x)
    s0 = n == 1
    if s0:
        result = x * x
        kept = None
    else:
        s1 = n // 2
        a, saved_a = forward_merge(x[:s1])
        b, saved_b = forward_merge(x[s1:])
        s2 = np.sum(b)
        s3 = a[0]
        result = np.concatenate([a * s2, b + np.sin(s3)])
        kept = (
            slice(None, s1, None),
            a,
            saved_a,
            slice(s1, None, None),
            saved_b,
            s2,
            s3,
            [a * s2, b + np.sin(s3)],
        )
    return result, (x, s0, kept)


def backward_merge(saved, grad_result):
    x, s0, kept = saved
    if s0:
        grad_x = 2 * grad_result * x  # return x * x
    else:
        s1, a, saved_a, s2, saved_b, s3, s4, s5 = kept
        s6 = split_like(grad_result, s5, 0)            # return np.concatenate([a *...
        grad_s7 = s6[0]
        grad_b = s6[1]
        grad_a = grad_s7 * s3
        grad_a[0] += np.sum(grad_b) * np.cos(s4)
        grad_b = grad_b + np.sum(grad_s7 * a)
        grad_x = np.zeros_like(x)                      # b = merge(x[n // 2 :])
        grad_x[s2] = backward_merge(saved_b, grad_b)
        grad_x[s1] += backward_merge(saved_a, grad_a)  # a = merge(x[: n // 2])
    return grad_x


def grad_f(x):
    # forward
    s0, saved_s0 = forward_merge(x)
    # backward
    grad_x = backward_merge(saved_s0, 2 * s0)  # return np.sum(merge(x) ** 2)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def forward_merge(x):
    n = len(x)
    s0 = n == 1
    if s0:
        result = x * x
        kept = None
    else:
        s1 = n // 2
        s2 = x[:s1]
        s3 = forward_merge(s2)
        a, saved_a = s3
        s4 = n // 2
        s5 = x[s4:]
        s6 = forward_merge(s5)
        b, saved_b = s6
        s7 = np.sum(b)
        s8 = a * s7
        s9 = a[0]
        s10 = np.sin(s9)
        s11 = b + s10
        result = np.concatenate([s8, s11])
        kept = (
            slice(None, s1, None),
            a,
            saved_a,
            slice(s4, None, None),
            b,
            saved_b,
            s7,
            s9,
            s10,
            [s8, s11],
        )
    return result, (x, s0, kept)


def backward_merge(saved, grad_result):
    x, s0, kept = saved
    if s0:
        grad_x = 2 * (grad_result * x)  # return x * x
    else:
        s1, a, saved_a, s2, b, saved_b, s3, s4, s5, s6 = kept
        s7 = split_like(grad_result, s6, 0)         # return np.concatenate([a * np....
        grad_s8 = s7[0]
        grad_s9 = s7[1]
        grad_b = unbroadcast(grad_s9, b)
        grad_s10 = unbroadcast(grad_s9, s5)
        grad_s11 = grad_s10 * np.cos(s4)
        grad_a = np.zeros_like(a)
        grad_a[0] += grad_s11
        grad_a = grad_a + grad_s8 * s3
        grad_s12 = unbroadcast(grad_s8 * a, s3)
        grad_b = grad_b + np.broadcast_to(grad_s12, np.shape(b))
        grad_s13 = backward_merge(saved_b, grad_b)  # b = merge(x[n // 2 :])
        grad_x = np.zeros_like(x)
        grad_x[s2] += grad_s13
        grad_s14 = backward_merge(saved_a, grad_a)  # a = merge(x[: n // 2])
        grad_x[s1] += grad_s14
    return grad_x


def grad_f(x):
    # forward
    s0 = forward_merge(x)
    s1, saved_s1 = s0
    s2 = s1 ** 2
    result = np.sum(s2)
    # backward
    grad_result = 1.0                           # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_s1 = grad_s2 * 2 * s1                  # s2 = s1 ** 2
    grad_x = backward_merge(saved_s1, grad_s1)  # s1, saved_s1 = s0
    return grad_x
