"""Dropout that draws from a Generator of its own, once."""

import numpy as np

r = np.random.default_rng(0).normal


class Dropout:
    def __init__(self, share, seed):
        self.share = share
        self.rng = np.random.default_rng(seed)

    def __call__(self, x):
        mask = (self.rng.random(x.shape) > self.share) / (1 - self.share)
        return x * mask


def loss(W, x):
    drop = Dropout(0.3, 1)
    return np.sum(drop(np.tanh(drop(W @ x))) ** 2)


ARGS = [r(size=(4, 3)), r(size=3)]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(W, x):
    # forward
    dropout_rng = np.random.default_rng(1)
    s0 = W @ x
    s1 = dropout_rng.random(s0.shape)
    mask = (s1 > 0.3) / (1 - 0.3)
    result = s0 * mask
    s2 = np.tanh(result)
    s3 = dropout_rng.random(s2.shape)
    mask_1 = (s3 > 0.3) / (1 - 0.3)
    # backward
    grad_result = 2 * s2 * mask_1  # return np.sum(drop(np.tanh(drop(W @ x))) ** 2)
    # s2 = np.tanh(result)
    grad_result = unbroadcast(grad_result * mask_1, s2) * (1 - s2 * s2)
    grad_s0 = unbroadcast(grad_result * mask, s0)  # result = s0 * mask
    grad_W = np.outer(grad_s0, x)  # s0 = W @ x
    grad_x = W.T @ grad_s0
    return grad_W, grad_x


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(W, x):
    # forward
    dropout_share = 0.3
    s0 = np.random.default_rng(1)
    dropout_rng = s0
    s1 = W @ x
    s2 = s1.shape
    s3 = dropout_rng.random(s2)
    s4 = s3 > dropout_share
    s5 = 1 - dropout_share
    mask = s4 / s5
    result = s1 * mask
    s6 = np.tanh(result)
    s7 = s6.shape
    s8 = dropout_rng.random(s7)
    s9 = s8 > dropout_share
    s10 = 1 - dropout_share
    mask_1 = s9 / s10
    result = s6 * mask_1
    s11 = result ** 2
    result_1 = np.sum(s11)
    # backward
    grad_result_1 = 1.0                              # result_1 = np.sum(s11)
    grad_s11 = np.broadcast_to(grad_result_1, np.shape(s11))
    grad_result = grad_s11 * 2 * result              # s11 = result ** 2
    grad_s6 = unbroadcast(grad_result * mask_1, s6)  # result = s6 * mask_1
    grad_result = grad_s6 * (1 - s6 * s6)            # s6 = np.tanh(result)
    grad_s1 = unbroadcast(grad_result * mask, s1)    # result = s1 * mask
    grad_W = np.outer(grad_s1, x)                    # s1 = W @ x
    grad_x = W.T @ grad_s1
    return grad_W, grad_x
