# Pieces of different length.

import numpy as np


def f(x):
    pieces = []
    for i in range(1, len(x)):
        pieces.append(x[:i] * x[i])
    y = np.concatenate(pieces)
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]),)
