# Methods as they were written: x.sum(), x.T, x.reshape, x.dot.

import numpy as np


def f(x, w):
    y = x.T.dot(w).reshape(-1)
    return (y * y).sum() / x.shape[0] + x.mean(axis=0).max()


SPECIALIZED = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(3, 2)), RNG.normal(size=(3, 2)))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = x.T
    s1 = s0.dot(w)
    y = s1.reshape(-1)
    s2 = x.shape[0]
    s3 = x.mean(axis=0)
    s4 = s3.max()
    result = (y * y).sum() / s2 + s4
    require_scalar(result)
    # backward
    s6 = s3 == s4                                   # s4 = s3.max()
    s7 = np.shape(x)                                # s3 = x.mean(axis=0)
    grad_x = np.broadcast_to(
        np.expand_dims(s6 / int(np.count_nonzero(s6)) / s7[0], 0), s7
    )
    grad_y = 2 / s2 * y                             # result = (y * y).sum() / s2 + s4
    grad_s1 = np.reshape(grad_y, np.shape(s1))      # y = s1.reshape(-1)
    grad_w = dot_grad_b(grad_s1, s0, w)             # s1 = s0.dot(w)
    grad_x = grad_x + dot_grad_a(grad_s1, s0, w).T  # s0 = x.T
    return grad_x, grad_w


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = x.T.dot(w)
    y = s0.reshape(-1)
    s1 = x.mean(axis=0)
    # backward
    s2 = s1 == s1.max()   # return (y * y).sum() / x.shape[0] + x.mean(axis=0).max()
    # s1 = x.mean(axis=0)
    s3 = np.expand_dims(s2 / int(np.count_nonzero(s2)) / np.shape(x)[0], 0)
    grad_y = 2 / x.shape[0] * y  # return (y * y).sum() / x.shape[0] + x.mean(axis=0...
    grad_s0 = np.reshape(grad_y, np.shape(s0))  # y = s0.reshape(-1)
    grad_w = x @ grad_s0  # s0 = x.T.dot(w)
    grad_x = s3 + (grad_s0 @ w.T).T
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = x.T
    s1 = s0.dot(w)
    y = s1.reshape(-1)
    s2 = y * y
    s3 = s2.sum()
    s4 = x.shape
    s5 = s4[0]
    s6 = s3 / s5
    s7 = x.mean(axis=0)
    s8 = s7.max()
    result = s6 + s8
    require_scalar(result)
    # backward
    grad_result = 1.0                                 # result = s6 + s8
    grad_s6 = grad_result
    grad_s8 = grad_result
    s10 = s7 == s8                                    # s8 = s7.max()
    grad_s7 = grad_s8 * s10 / int(np.count_nonzero(s10))
    # s7 = x.mean(axis=0)
    grad_x = np.broadcast_to(np.expand_dims(grad_s7 / np.shape(x)[0], 0), np.shape(x))
    grad_s3 = grad_s6 / s5                            # s6 = s3 / s5
    grad_s2 = np.broadcast_to(grad_s3, np.shape(s2))  # s3 = s2.sum()
    grad_y = 2 * (grad_s2 * y)                        # s2 = y * y
    grad_s1 = np.reshape(grad_y, np.shape(s1))        # y = s1.reshape(-1)
    grad_s0 = dot_grad_a(grad_s1, s0, w)              # s1 = s0.dot(w)
    grad_w = dot_grad_b(grad_s1, s0, w)
    grad_x = grad_x + grad_s0.T                       # s0 = x.T
    return grad_x, grad_w
