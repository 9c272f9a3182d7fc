# The result may be the argument itself: a write into it is made in a copy.

import numpy as np


def down(x, n):
    if n == 0:
        return x
    return down(x, n - 1)


def f(x):
    y = down(x, 3)
    z = y * 2
    z[0] = 5 * x[1]
    return np.sum(z * y)


ANALYTIC = True
REVERSE_TWICE = False
ARGS = (np.array([0.3, -1.2, 0.7]),)
SPECIALIZED = True


# ---------------------------------- optimised ---------------------------------------------------

def forward_down(x, n):
    if n == 0:
        result = x
        saved_result = None
    else:
        result, saved_result = forward_down(x, n - 1)
    return result, (n, saved_result)


def backward_down(saved, grad_result):
    n, saved_result = saved
    if n == 0:
        grad_x = grad_result
    else:
        grad_x = backward_down(saved_result, grad_result)  # return down(x, n - 1)
    return own(grad_x)


def grad_f(x):
    # forward
    y, saved_y = forward_down(x, 3)
    z = y * 2
    s0 = 5 * x[1]
    z[0] = s0
    # backward
    grad_z = own(y)                          # z[0] = s0
    grad_z[0] = 0
    grad_y = z + grad_z * 2                  # z = y * 2
    grad_x = backward_down(saved_y, grad_y)  # y = down(x, 3)
    grad_x[1] += unbroadcast(y[0], s0) * 5   # s0 = 5 * x[1]
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def forward_down(x, n):
    if n == 0:
        result = x
        saved_result = None
    else:
        result, saved_result = forward_down(x, n - 1)
    return result, (n, saved_result)


def backward_down(saved, grad_result):
    n, saved_result = saved
    if n == 0:
        grad_x = grad_result
    else:
        grad_x = backward_down(saved_result, grad_result)  # return down(x, n - 1)
    return grad_x.copy()


def grad_f(x):
    # forward
    y, saved_y = forward_down(x, 3)
    z = y * 2
    z[0] = 5 * x[1]
    # backward
    grad_z = y.copy()                        # z[0] = 5 * x[1]
    grad_z[0] = 0
    grad_y = z + grad_z * 2                  # z = y * 2
    grad_x = backward_down(saved_y, grad_y)  # y = down(x, 3)
    grad_x[1] += y[0] * 5                    # z[0] = 5 * x[1]
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def forward_down(x, n):
    if n == 0:
        result = x
        saved_result = None
    else:
        s0 = n - 1
        s1 = forward_down(x, s0)
        result, saved_result = s1
    return result, (n, saved_result)


def backward_down(saved, grad_result):
    n, saved_result = saved
    if n == 0:
        grad_x = grad_result
    else:
        grad_x = backward_down(saved_result, grad_result)  # return down(x, n - 1)
    return own(grad_x)


def grad_f(x):
    # forward
    s0 = forward_down(x, 3)
    y, saved_y = s0
    z = y * 2
    s1 = x[1]
    s2 = 5 * s1
    z[0] = s2
    s3 = z * y
    result = np.sum(s3)
    # backward
    grad_result = 1.0                                 # result = np.sum(s3)
    grad_s3 = np.broadcast_to(grad_result, np.shape(s3))
    grad_z = grad_s3 * y                              # s3 = z * y
    grad_y = grad_s3 * z
    grad_s2 = unbroadcast(grad_z[0], s2)              # z[0] = s2
    grad_z = own(grad_z)
    grad_z[0] = 0
    grad_s1 = grad_s2 * 5                             # s2 = 5 * s1
    grad_x = np.zeros_like(x)                         # s1 = x[1]
    grad_x[1] += grad_s1
    grad_y = grad_y + grad_z * 2                      # z = y * 2
    grad_x = grad_x + backward_down(saved_y, grad_y)  # y, saved_y = s0
    return grad_x
