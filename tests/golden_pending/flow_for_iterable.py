# An iterable of unknown type is walked once, in the forward half.

import numpy as np


class Steps:
    def __init__(self, *sizes):
        self.sizes = sizes

    def __iter__(self):
        for size in self.sizes:
            yield size / 10


def f(x, steps):
    for h in steps:
        x = x - h * np.sin(x)
    return np.sum(x * x)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2]), Steps(1, 2, 4))
