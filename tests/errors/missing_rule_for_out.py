import numpy as np


def f(x, y):
    np.exp(x, out=y)
    return np.sum(y)
