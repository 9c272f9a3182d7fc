# Numbers drawn in a loop are drawn once, in order.

import numpy as np


def f(x, rng_seed):
    rng = np.random.default_rng(rng_seed)
    for _ in range(3):
        x = np.tanh(x * rng.normal(size=2))
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 4)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x, rng_seed):
    # forward
    rng = np.random.default_rng(rng_seed)
    xs = []
    s0s = []
    for _ in range(3):
        xs.append(x)
        s0 = rng.normal(size=2)
        s0s.append(s0)
        x = np.tanh(x * s0)
    # backward
    grad_x = np.ones_like(x)  # return np.sum(x)
    for _ in reversed(range(3)):
        s0 = s0s.pop()
        x_1 = xs.pop()
        grad_x = unbroadcast(grad_x * (1 - x * x) * s0, x_1)  # x = np.tanh(x * s0)
        x = x_1
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x, rng_seed):
    # forward
    rng = np.random.default_rng(rng_seed)
    xs = []
    s0s = []
    for _ in range(3):
        xs.append(x)
        s0 = rng.normal(size=2)
        s0s.append(s0)
        s1 = x * s0
        x = np.tanh(s1)
    result = np.sum(x)
    # backward
    grad_result = 1.0  # result = np.sum(x)
    grad_x = np.broadcast_to(grad_result, np.shape(x))
    for _ in reversed(range(3)):
        s0 = s0s.pop()
        x_1 = xs.pop()
        grad_s1 = grad_x * (1 - x * x)           # x = np.tanh(s1)
        grad_x = unbroadcast(grad_s1 * s0, x_1)  # s1 = x * s0
        x = x_1
    return own(grad_x)
