# Values stay plain: `isinstance` sees an array.

import numpy as np


def f(x):
    if isinstance(x, np.ndarray):
        x = np.sum(x * x)
    return x * x


ANALYTIC = True
ARGS = (np.array([0.3, 2.2]),)
