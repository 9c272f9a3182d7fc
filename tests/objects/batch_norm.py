"""Running means on the object: they are updated, and take no part in the gradient."""

import numpy as np

r = np.random.default_rng(0).normal


class BatchNorm:
    def __init__(self, n):
        self.gain, self.shift = 1 + 0.1 * r(size=n), r(size=n)
        self.mean, self.var = np.zeros(n), np.ones(n)
        self.momentum = 0.9
        self.training = True

    def __call__(self, x):
        if self.training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.mean *= self.momentum
            self.mean += (1 - self.momentum) * mean
            self.var = self.momentum * self.var + (1 - self.momentum) * var
        else:
            mean, var = self.mean, self.var
        return self.gain * (x - mean) / np.sqrt(var + 1e-5) + self.shift


def loss(norm, x, y):
    return np.sum((norm(x) - y) ** 2)


ARGS = [BatchNorm(3), r(size=(5, 3)), r(size=(5, 3))]
ARGNUMS = (0, 1)


# ---------------------------------- optimised ---------------------------------------------------

def grad_loss(norm, x, y):
    # forward
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    norm_mean = norm.mean
    norm_momentum = norm.momentum
    norm_mean_1 = norm_mean * norm_momentum
    norm.mean = norm_mean_1
    norm_mean_1 += (1 - norm_momentum) * mean
    norm.mean = norm_mean_1
    norm_var = norm.var
    norm.var = norm_momentum * norm_var + (1 - norm_momentum) * var
    s3 = x - mean
    norm_gain = norm.gain
    s4 = np.sqrt(var + 1e-05)
    s5 = norm_gain * s3 / s4
    result = s5 + norm.shift
    # backward
    grad_result = 2 * (result - y)                 # return np.sum((norm(x) - y) ** 2)
    grad_norm_shift = np.sum(grad_result, axis=0)  # result = s5 + norm.shift
    grad_s6 = grad_result / s4                     # s5 = norm_gain * s3 / s4
    grad_norm_gain = np.sum(grad_s6 * s3, axis=0)
    grad_x = grad_s6 * norm_gain
    s7 = np.sum(grad_x, axis=0)                    # s3 = x - mean
    s8 = np.shape(x)[0]                            # var = x.var(axis=0)
    grad_x += (
        np.expand_dims(
            -(2 * (np.sum(grad_result * s5 / s4, axis=0) / (2 * s4)) / s8), 0
        )
        * (x - np.mean(x, axis=0, keepdims=True))
    )
    grad_x += np.expand_dims(-s7 / s8, 0)          # mean = x.mean(axis=0)
    grad_norm_mean = np.zeros_like(norm_mean)
    grad_norm_var = np.zeros_like(norm_var)
    return (
        {
            'gain': grad_norm_gain,
            'shift': grad_norm_shift,
            'mean': grad_norm_mean,
            'var': grad_norm_var,
            'momentum': 0.0,
        },
        grad_x,
    )


# ---------------------------------- mirrored ----------------------------------------------------

def grad_loss(norm, x, y):
    # forward
    s0 = x.mean(axis=0)
    s1 = x.var(axis=0)
    mean = s0
    var = s1
    norm_mean = norm.mean
    norm_momentum = norm.momentum
    s2 = norm_mean * norm_momentum
    norm_mean_1 = s2
    norm.mean = norm_mean_1
    s4 = 1 - norm_momentum
    s5 = s4 * mean
    norm_mean_1 += s5
    s6 = norm_mean_1
    norm.mean = s6
    norm_var = norm.var
    s8 = norm_momentum * norm_var
    s9 = 1 - norm_momentum
    s10 = s9 * var
    s11 = s8 + s10
    s12 = s11
    norm.var = s12
    s14 = x - mean
    norm_gain = norm.gain
    s15 = norm_gain * s14
    s16 = var + 1e-05
    s17 = np.sqrt(s16)
    s18 = s15 / s17
    norm_shift = norm.shift
    result = s18 + norm_shift
    s19 = result - y
    s20 = s19 ** 2
    result = np.sum(s20)
    # backward
    grad_result = 1.0                # result = np.sum(s20)
    grad_s20 = np.broadcast_to(grad_result, np.shape(s20))
    grad_s19 = grad_s20 * 2 * s19    # s20 = s19 ** 2
    grad_result = grad_s19           # s19 = result - y
    grad_s18 = grad_result           # result = s18 + norm_shift
    grad_norm_shift = unbroadcast(grad_result, norm_shift)
    grad_s15 = grad_s18 / s17        # s18 = s15 / s17
    grad_s17 = unbroadcast(-grad_s18 * s18 / s17, s17)
    grad_s16 = grad_s17 / (2 * s17)  # s17 = np.sqrt(s16)
    grad_var = grad_s16              # s16 = var + 1e-05
    grad_norm_gain = unbroadcast(grad_s15 * s14, norm_gain)  # s15 = norm_gain * s14
    grad_s14 = grad_s15 * norm_gain
    grad_x = grad_s14                # s14 = x - mean
    grad_mean = unbroadcast(-grad_s14, mean)
    grad_s1 = grad_var               # var = s1
    grad_s0 = grad_mean
    grad_x += (
        np.expand_dims(2 * grad_s1 / (np.shape(x)[0] - 0), 0)
        * (x - np.mean(x, axis=0, keepdims=True))
    )
    # s0 = x.mean(axis=0)
    grad_x += np.broadcast_to(np.expand_dims(grad_s0 / np.shape(x)[0], 0), np.shape(x))
    grad_norm_mean = np.zeros_like(norm_mean)
    grad_norm_var = np.zeros_like(norm_var)
    grad_norm_momentum = 0.0
    return (
        {
            'gain': grad_norm_gain,
            'shift': grad_norm_shift,
            'mean': grad_norm_mean,
            'var': grad_norm_var,
            'momentum': grad_norm_momentum,
        },
        grad_x,
    )
