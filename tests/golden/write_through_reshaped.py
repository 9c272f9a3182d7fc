# The flat view of an array; that it is one is checked.

import numpy as np


def f(x):
    flat = x.reshape(-1)
    flat[1:] = flat[:-1] * flat[1:]
    return np.sum(x**3)


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([[0.3, -1.2, 0.5], [0.8, 0.1, -0.4], [1.1, 0.6, -0.7]]),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    require_contiguous(x, 'x')
    x = np.copy(x)
    flat = x.reshape(-1)
    s1 = flat[:-1].copy()
    s2 = flat[1:].copy()
    s3 = np.shape(x)
    flat[1:] = s1 * s2
    x = np.reshape(flat, s3)
    # backward
    grad_x = 3 * x ** 2                             # return np.sum(x**3)
    grad_flat = np.reshape(grad_x, np.shape(flat))  # x = np.reshape(flat, s3)
    grad_s4 = grad_flat[1:]
    grad_s5 = grad_s4 * s2                          # flat[1:] = s1 * s2
    grad_flat[1:] = grad_s4 * s1                    # x = np.reshape(flat, s3)
    grad_flat[:-1] += grad_s5                       # s1 = flat[:-1].copy()
    grad_x = np.reshape(grad_flat, s3)              # flat = x.reshape(-1)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    require_contiguous(x, 'x')
    x = np.copy(x)
    flat = x.reshape(-1)
    s1 = flat[:-1].copy()
    s2 = flat[1:].copy()
    s3 = np.shape(x)
    flat[1:] = s1 * s2
    x = np.reshape(flat, s3)
    # backward
    grad_x = 3 * x ** 2                             # return np.sum(x**3)
    grad_flat = np.reshape(grad_x, np.shape(flat))  # x = np.reshape(flat, s3)
    grad_s4 = grad_flat[1:]
    grad_s5 = grad_s4 * s2                          # flat[1:] = s1 * s2
    grad_s4 *= s1
    grad_flat[:-1] += grad_s5                       # s1 = flat[:-1].copy()
    grad_x = np.reshape(grad_flat, s3)              # flat = x.reshape(-1)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    require_contiguous(x, 'x')
    x = np.copy(x)
    flat = x.reshape(-1)
    s1 = flat[:-1]
    s2 = s1.copy()
    s3 = flat[1:]
    s4 = s3.copy()
    s5 = s2 * s4
    s6 = np.shape(x)
    flat[1:] = s5
    x_1 = np.reshape(flat, s6)
    s7 = x_1 ** 3
    result = np.sum(s7)
    # backward
    grad_result = 1.0                                 # result = np.sum(s7)
    grad_s7 = np.broadcast_to(grad_result, np.shape(s7))
    grad_x_1 = grad_s7 * 3 * x_1 ** 2                 # s7 = x_1 ** 3
    grad_flat = np.reshape(grad_x_1, np.shape(flat))  # x_1 = np.reshape(flat, s6)
    grad_s5 = grad_flat[1:]
    grad_s5 = grad_s5.copy()
    grad_flat[1:] = 0
    grad_s1 = grad_s5 * s4                            # s5 = s2 * s4
    grad_s3 = grad_s5 * s2
    grad_flat[1:] += grad_s3                          # s4 = s3.copy()
    grad_flat[:-1] += grad_s1                         # s2 = s1.copy()
    grad_x = np.reshape(grad_flat, np.shape(x))       # flat = x.reshape(-1)
    return grad_x
