"""A named tuple: the gradient is one."""

from typing import NamedTuple

import numpy as np

r = np.random.default_rng(0).normal


class Normal(NamedTuple):
    mean: float
    scale: np.ndarray


def nll(p, x):
    return np.sum(((x - p.mean) / p.scale) ** 2) / 2 + np.sum(np.log(p.scale))


ARGS = [Normal(0.3, np.abs(r(size=3)) + 1), r(size=3)]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_nll(p, x):
    # forward
    p_scale = p.scale
    s0 = (x - p.mean) / p_scale
    # backward
    grad_p_scale = 1 / p_scale  # return np.sum(((x - p.mean) / p.scale) ** 2) / 2 +...
    grad_x = s0 / p_scale       # s0 = (x - p.mean) / p_scale
    grad_p_scale = grad_p_scale - s0 * s0 / p_scale
    grad_p_mean = -np.sum(grad_x)
    return (grad_p_mean, grad_p_scale), grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_nll(p, x):
    # forward
    p_mean = p.mean
    s0 = x - p_mean
    p_scale = p.scale
    s1 = s0 / p_scale
    s2 = s1 ** 2
    s3 = np.sum(s2)
    s4 = s3 / 2
    s5 = np.log(p_scale)
    s6 = np.sum(s5)
    result = s4 + s6
    # backward
    grad_result = 1.0                                 # result = s4 + s6
    grad_s4 = grad_result
    grad_s6 = grad_result
    grad_s5 = np.broadcast_to(grad_s6, np.shape(s5))  # s6 = np.sum(s5)
    grad_p_scale = grad_s5 / p_scale                  # s5 = np.log(p_scale)
    grad_s3 = grad_s4 / 2                             # s4 = s3 / 2
    grad_s2 = np.broadcast_to(grad_s3, np.shape(s2))  # s3 = np.sum(s2)
    grad_s1 = grad_s2 * 2 * s1                        # s2 = s1 ** 2
    grad_s0 = grad_s1 / p_scale                       # s1 = s0 / p_scale
    grad_p_scale += -grad_s1 * s1 / p_scale
    grad_x = grad_s0                                  # s0 = x - p_mean
    grad_p_mean = unbroadcast(-grad_s0, p_mean)
    return (grad_p_mean, grad_p_scale), grad_x
