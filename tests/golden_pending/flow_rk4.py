# Runge-Kutta of order four over a helper.

import numpy as np


def slope(y, k):
    return np.array([y[1], -k * np.sin(y[0])])


def f(y, k, n):
    h = 0.1
    for i in range(n):
        k1 = slope(y, k)
        k2 = slope(y + h / 2 * k1, k)
        k3 = slope(y + h / 2 * k2, k)
        k4 = slope(y + h * k3, k)
        y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return np.sum(y * y)


ANALYTIC = True
ARGS = (np.array([0.4, 0.2]), 2.5, 3)
ARGNUMS = (0, 1)
