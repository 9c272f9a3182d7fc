import numpy as np


def f(s, w):
    w *= w
    part = w[:-1]
    part += s * w[1:]
    return np.sum(w)


ARGS = (-0.2, np.array([0.1, 0.5, 0.3, -0.8]))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(s, w):
    # forward
    w_1 = own(w)
    w_1 *= w
    part = w_1[:-1]
    s0 = w_1[1:]
    s1 = s * s0
    part = own(part)
    part += s1
    require_inexact_array(w_1)
    w = own(w_1)
    w[:-1] = part
    # backward
    grad_w = np.broadcast_to(1.0, np.shape(w))                # return np.sum(w)
    grad_part = unbroadcast(grad_w[:-1], part)                # w[:-1] = part
    grad_s = unbroadcast(unbroadcast(grad_part, s1) * s0, s)  # s1 = s * s0
    return grad_s


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(s, w):
    # forward
    w_1 = own(w)
    w_1 *= w
    part = w_1[:-1]
    s0 = w_1[1:]
    s1 = s * s0
    part = own(part)
    part += s1
    require_inexact_array(w_1)
    w = own(w_1)
    w[:-1] = part
    result = np.sum(w)
    # backward
    grad_result = 1.0                           # result = np.sum(w)
    grad_w = np.broadcast_to(grad_result, np.shape(w))
    grad_part = unbroadcast(grad_w[:-1], part)  # w[:-1] = part
    grad_s1 = unbroadcast(grad_part, s1)
    grad_s = unbroadcast(grad_s1 * s0, s)       # s1 = s * s0
    return grad_s
