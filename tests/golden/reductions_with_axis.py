# A cotangent with an axis less is put back along it, not repeated in memory.

import numpy as np


def f(x):
    means = np.mean(x, axis=0)
    spread = np.sum((x - means) ** 2, axis=1)
    return np.sum(np.sqrt(spread))


ANALYTIC = True
SPECIALIZED = True
ARGS = (np.random.default_rng(0).normal(size=(3, 4)),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    means = np.mean(x, axis=0)
    s0 = x - means
    spread = np.sum(s0 ** 2, axis=1)
    # backward
    grad_spread = 1 / (2 * np.sqrt(spread))            # return np.sum(np.sqrt(spread))
    grad_s0 = np.expand_dims(grad_spread, 1) * 2 * s0  # spread = np.sum(s0 ** 2, ax...
    grad_x = unbroadcast(grad_s0, x)                   # s0 = x - means
    grad_means = unbroadcast(-grad_s0, means)
    # means = np.mean(x, axis=0)
    grad_x = grad_x + np.expand_dims(grad_means / np.shape(x)[0], 0)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # forward
    means = np.mean(x, axis=0)
    s0 = x - means
    spread = np.sum(s0 ** 2, axis=1)
    # backward
    grad_spread = 1 / (2 * np.sqrt(spread))           # return np.sum(np.sqrt(spread))
    grad_x = np.expand_dims(grad_spread, 1) * 2 * s0  # spread = np.sum(s0 ** 2, axi...
    # means = np.mean(x, axis=0)
    grad_x += np.expand_dims(-np.sum(grad_x, axis=0) / np.shape(x)[0], 0)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    means = np.mean(x, axis=0)
    s0 = x - means
    s1 = s0 ** 2
    spread = np.sum(s1, axis=1)
    s2 = np.sqrt(spread)
    result = np.sum(s2)
    # backward
    grad_result = 1.0                 # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_spread = grad_s2 / (2 * s2)  # s2 = np.sqrt(spread)
    # spread = np.sum(s1, axis=1)
    grad_s1 = np.broadcast_to(np.expand_dims(grad_spread, 1), np.shape(s1))
    grad_s0 = grad_s1 * 2 * s0        # s1 = s0 ** 2
    grad_x = unbroadcast(grad_s0, x)  # s0 = x - means
    grad_means = unbroadcast(-grad_s0, means)
    grad_x = grad_x + np.broadcast_to(
        np.expand_dims(grad_means / np.shape(x)[0], 0), np.shape(x)
    )  # means = np.mean(x, axis=0)
    return grad_x
