# What kind of value it is.

import numpy as np


def f(x, scale):
    match scale:
        case int() | float():
            x = x * scale
        case np.ndarray(ndim=2):
            x = scale @ x
        case str(name):
            x = x * len(name)
    return np.sum(np.sin(x))


SPECIALIZED = True
ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), np.array([[0.3, -0.5], [0.7, 0.2]]))


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, scale):
    # forward
    s0 = isinstance(scale, int) or isinstance(scale, float)
    if s0:
        x_1 = x * scale
    else:
        s1 = isinstance(scale, np.ndarray) and scale.ndim == 2
        if s1:
            x_1 = scale @ x
        else:
            s2 = isinstance(scale, str)
            if s2:
                s3 = len(scale)
                x_1 = x * s3
            else:
                x_1 = x
    # backward
    grad_x_1 = np.cos(x_1)  # return np.sum(np.sin(x))
    if s0:
        grad_x_1 = unbroadcast(grad_x_1 * scale, x)  # x_1 = x * scale
    elif s1:
        grad_x_1 = matmul_grad_b(grad_x_1, scale, x)  # x_1 = scale @ x
    elif s2:
        grad_x_1 = grad_x_1 * s3  # x_1 = x * s3
    return grad_x_1


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, scale):
    # forward
    s0 = isinstance(scale, int) or isinstance(scale, float)
    if s0:
        x = x * scale
    else:
        s1 = isinstance(scale, np.ndarray) and scale.ndim == 2
        if s1:
            x = scale @ x
        else:
            s2 = isinstance(scale, str)
            if s2:
                s3 = len(scale)
                x = x * s3
    # backward
    grad_x = np.cos(x)  # return np.sum(np.sin(x))
    if s0:
        grad_x = np.sum(grad_x * scale, axis=0)  # x = x * scale
    elif s1:
        grad_x = scale.T @ grad_x  # x = scale @ x
    elif s2:
        grad_x = grad_x * s3  # x = x * s3
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, scale):
    # forward
    s0 = isinstance(scale, int) or isinstance(scale, float)
    if s0:
        x_1 = x * scale
    else:
        if isinstance(scale, np.ndarray):
            s1 = scale.ndim
            s2 = s1 == 2
        else:
            s2 = False
        if s2:
            x_1 = scale @ x
        else:
            s3 = isinstance(scale, str)
            if s3:
                name = scale
                s4 = len(name)
                x_1 = x * s4
            else:
                x_1 = x
    s5 = np.sin(x_1)
    result = np.sum(s5)
    # backward
    grad_result = 1.0                 # result = np.sum(s5)
    grad_s5 = np.broadcast_to(grad_result, np.shape(s5))
    grad_x_1 = grad_s5 * np.cos(x_1)  # s5 = np.sin(x_1)
    if s0:
        grad_x = unbroadcast(grad_x_1 * scale, x)  # x_1 = x * scale
    elif s2:
        grad_x = matmul_grad_b(grad_x_1, scale, x)  # x_1 = scale @ x
    elif s3:
        grad_x = grad_x_1 * s4  # x_1 = x * s4
    else:
        grad_x = grad_x_1
    return grad_x
