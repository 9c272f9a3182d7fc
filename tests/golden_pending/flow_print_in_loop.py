# Printed once an iteration, in order.

import numpy as np


def f(x, n):
    for i in range(n):
        x = np.sin(x) * 2
        print(i, round(float(x), 3))
    return x


ARGS = (0.7, 2)
