# A long line, of which the exponential is kept.

import numpy as np


def f(x, mean, std):
    z = (x - mean) / std
    return np.sum(np.exp(-0.5 * z * z) / (std * np.sqrt(2 * np.pi)))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 0.1, 1.3)
ARGNUMS = (0, 1, 2)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, mean, std):
    # forward
    s0 = x - mean
    z = s0 / std
    s1 = -0.5 * z
    s2 = np.exp(s1 * z)
    s3 = np.sqrt(2 * np.pi)
    s4 = std * s3
    s5 = s2 / s4
    # backward
    grad_std = unbroadcast(-s5 / s4, s4) * s3  # s4 = std * s3
    # s2 = np.exp(s1 * z)
    grad_s6 = unbroadcast(np.broadcast_to(1.0, np.shape(s5)) / s4, s2) * s2
    grad_z = grad_s6 * s1
    grad_z += grad_s6 * z * -0.5               # s1 = -0.5 * z
    grad_s0 = unbroadcast(grad_z / std, s0)    # z = s0 / std
    grad_std = grad_std + unbroadcast(-grad_z * z / std, std)
    grad_x = unbroadcast(grad_s0, x)           # s0 = x - mean
    grad_mean = unbroadcast(-grad_s0, mean)
    return grad_x, grad_mean, grad_std


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, mean, std):
    # forward
    s0 = x - mean
    z = s0 / std
    s1 = -0.5 * z
    s2 = s1 * z
    s3 = np.exp(s2)
    s4 = 2 * np.pi
    s5 = np.sqrt(s4)
    s6 = std * s5
    s7 = s3 / s6
    result = np.sum(s7)
    # backward
    grad_result = 1.0                        # result = np.sum(s7)
    grad_s7 = np.broadcast_to(grad_result, np.shape(s7))
    grad_s3 = unbroadcast(grad_s7 / s6, s3)  # s7 = s3 / s6
    grad_s6 = unbroadcast(-grad_s7 * s7 / s6, s6)
    grad_std = grad_s6 * s5                  # s6 = std * s5
    grad_s2 = grad_s3 * s3                   # s3 = np.exp(s2)
    grad_s1 = grad_s2 * z                    # s2 = s1 * z
    grad_z = grad_s2 * s1
    grad_z += grad_s1 * -0.5                 # s1 = -0.5 * z
    grad_s0 = unbroadcast(grad_z / std, s0)  # z = s0 / std
    grad_std = grad_std + unbroadcast(-grad_z * z / std, std)
    grad_x = unbroadcast(grad_s0, x)         # s0 = x - mean
    grad_mean = unbroadcast(-grad_s0, mean)
    return grad_x, grad_mean, grad_std
