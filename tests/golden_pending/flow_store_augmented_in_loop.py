# `y[i] += e`: the cotangent stays in place.

import numpy as np


def f(x):
    y = np.zeros(3)
    for i in range(len(x)):
        y[i % 3] += x[i] * x[i]
    return np.sum(np.sin(y))


ARGS = (np.array([0.3, -1.2, 0.5, 0.9]),)
