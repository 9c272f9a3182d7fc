# Numbers drawn in a loop are drawn once, in order.

import numpy as np


def f(x, rng_seed):
    rng = np.random.default_rng(rng_seed)
    for _ in range(3):
        x = np.tanh(x * rng.normal(size=2))
    return np.sum(x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), 4)
