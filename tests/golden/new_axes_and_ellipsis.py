# None, ... and integers in an index; the mirror takes the same axes away.

import numpy as np


def f(x, y):
    return np.sum(x[:, None] * y[None, :] + x[0] * y[..., -1])


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.array([0.3, -1.2, 0.4]), np.array([2.0, 0.7]))
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x[:, None]
    s1 = y[None, :]
    s2 = s0 * s1
    s3 = x[0]
    s4 = y[..., -1]
    s5 = s3 * s4
    # backward
    grad_s6 = np.broadcast_to(1.0, np.shape(s2 + s5))  # return np.sum(x[:, None] *...
    grad_s2 = unbroadcast(grad_s6, s2)
    grad_s5 = unbroadcast(grad_s6, s5)
    grad_y = np.zeros_like(y)                          # s4 = y[..., -1]
    grad_y[..., -1] = unbroadcast(grad_s5 * s3, s4)
    grad_x = np.zeros_like(x)                          # s3 = x[0]
    grad_x[0] = unbroadcast(grad_s5 * s4, s3)
    grad_y += unbroadcast(grad_s2 * s0, s1)[0, :]      # s1 = y[None, :]
    grad_x += unbroadcast(grad_s2 * s1, s0)[:, 0]      # s0 = x[:, None]
    return grad_x, grad_y


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x[:, None]
    s1 = y[None, :]
    # backward
    grad_s2 = np.broadcast_to(1.0, np.shape(s0 * s1))  # return np.sum(x[:, None] *...
    grad_s3 = np.sum(grad_s2)
    grad_y = np.sum(grad_s2 * s0, axis=0)              # s1 = y[None, :]
    grad_y[..., -1] += grad_s3 * x[0]                  # return np.sum(x[:, None] *...
    grad_x = np.sum(grad_s2 * s1, axis=1)              # s0 = x[:, None]
    grad_x[0] += grad_s3 * y[..., -1]                  # return np.sum(x[:, None] *...
    return grad_x, grad_y


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, y):
    # forward
    s0 = x[:, None]
    s1 = y[None, :]
    s2 = s0 * s1
    s3 = x[0]
    s4 = y[..., -1]
    s5 = s3 * s4
    s6 = s2 + s5
    result = np.sum(s6)
    # backward
    grad_result = 1.0                        # result = np.sum(s6)
    grad_s6 = np.broadcast_to(grad_result, np.shape(s6))
    grad_s2 = unbroadcast(grad_s6, s2)       # s6 = s2 + s5
    grad_s5 = unbroadcast(grad_s6, s5)
    grad_s3 = unbroadcast(grad_s5 * s4, s3)  # s5 = s3 * s4
    grad_s4 = unbroadcast(grad_s5 * s3, s4)
    grad_y = np.zeros_like(y)                # s4 = y[..., -1]
    grad_y[..., -1] += grad_s4
    grad_x = np.zeros_like(x)                # s3 = x[0]
    grad_x[0] += grad_s3
    grad_s0 = unbroadcast(grad_s2 * s1, s0)  # s2 = s0 * s1
    grad_s1 = unbroadcast(grad_s2 * s0, s1)
    grad_y += grad_s1[0, :]                  # s1 = y[None, :]
    grad_x += grad_s0[:, 0]                  # s0 = x[:, None]
    return grad_x, grad_y
