# The mirror of a change of shape is one back.

import numpy as np


def f(x, w):
    return np.sum(x.reshape(3, 2).T * w) + np.sum(np.transpose(x)[0])


ANALYTIC = True
RNG = np.random.default_rng(0)
ARGS = (RNG.normal(size=(2, 3)), RNG.normal(size=(2, 3)))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = x.reshape(3, 2).T
    # backward
    grad_s1 = np.zeros_like(np.transpose(x))  # return np.sum(x.reshape(3, 2).T * w)...
    grad_s1[0] = 1.0
    grad_x = np.transpose(grad_s1)
    grad_s2 = np.broadcast_to(1.0, np.shape(s0 * w))
    grad_w = unbroadcast(grad_s2 * s0, w)
    # s0 = x.reshape(3, 2).T
    grad_x += np.reshape(unbroadcast(grad_s2 * w, s0).T, np.shape(x))
    return grad_x, grad_w


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, w):
    # forward
    s0 = x.reshape(3, 2)
    s1 = s0.T
    s2 = s1 * w
    s3 = np.sum(s2)
    s4 = np.transpose(x)
    s5 = s4[0]
    s6 = np.sum(s5)
    result = s3 + s6
    # backward
    grad_result = 1.0                                 # result = s3 + s6
    grad_s3 = grad_result
    grad_s6 = grad_result
    grad_s5 = np.broadcast_to(grad_s6, np.shape(s5))  # s6 = np.sum(s5)
    grad_s4 = np.zeros_like(s4)                       # s5 = s4[0]
    grad_s4[0] += grad_s5
    grad_x = np.transpose(grad_s4)                    # s4 = np.transpose(x)
    grad_s2 = np.broadcast_to(grad_s3, np.shape(s2))  # s3 = np.sum(s2)
    grad_s1 = unbroadcast(grad_s2 * w, s1)            # s2 = s1 * w
    grad_w = unbroadcast(grad_s2 * s1, w)
    grad_s0 = grad_s1.T                               # s1 = s0.T
    grad_x += np.reshape(grad_s0, np.shape(x))        # s0 = x.reshape(3, 2)
    return grad_x, grad_w
