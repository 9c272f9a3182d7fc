# Ties share evenly; the result is compared, not searched again.

import numpy as np


def f(x):
    return np.sum(np.max(x, axis=1) * np.min(x, axis=1))


SPECIALIZED = True
ARGS = (np.random.default_rng(0).normal(size=(3, 4)),)


# ---------------------------------- optimised ---------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.max(x, axis=1)
    s1 = np.min(x, axis=1)
    # backward
    grad_s2 = np.broadcast_to(1.0, np.shape(s0 * s1))  # return np.sum(np.max(x, axi...
    grad_x = (
        np.expand_dims(unbroadcast(grad_s2 * s0, s1), 1)
        * tie_share(x, np.expand_dims(s1, 1), 1)
    )  # s1 = np.min(x, axis=1)
    grad_x += (
        np.expand_dims(unbroadcast(grad_s2 * s1, s0), 1)
        * tie_share(x, np.expand_dims(s0, 1), 1)
    )  # s0 = np.max(x, axis=1)
    return grad_x


# ---------------------------------- specialised -------------------------------------------------

def grad_f(x):
    # backward
    s0 = np.expand_dims(np.min(x, axis=1), 1)  # return np.sum(np.max(x, axis=1) * n...
    s1 = np.expand_dims(np.max(x, axis=1), 1)
    grad_x = s1 * tie_share(x, s0, 1)
    grad_x += s0 * tie_share(x, s1, 1)
    return grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_f(x):
    # forward
    s0 = np.max(x, axis=1)
    s1 = np.min(x, axis=1)
    s2 = s0 * s1
    result = np.sum(s2)
    # backward
    grad_result = 1.0                        # result = np.sum(s2)
    grad_s2 = np.broadcast_to(grad_result, np.shape(s2))
    grad_s0 = unbroadcast(grad_s2 * s1, s0)  # s2 = s0 * s1
    grad_s1 = unbroadcast(grad_s2 * s0, s1)
    # s1 = np.min(x, axis=1)
    grad_x = np.expand_dims(grad_s1, 1) * tie_share(x, np.expand_dims(s1, 1), 1)
    # s0 = np.max(x, axis=1)
    grad_x += np.expand_dims(grad_s0, 1) * tie_share(x, np.expand_dims(s0, 1), 1)
    return grad_x
