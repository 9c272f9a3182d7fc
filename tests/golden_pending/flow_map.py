# `map` with a lambda and with a function.

import numpy as np


def wave(v, k):
    return np.sin(k * v)


def f(x, ks):
    return sum(map(wave, x, ks)) * sum(map(lambda v: v * v, x))


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), [1, 2, 3])
