# A dict of active values by inactive keys.

import numpy as np


def f(x, names):
    table = {name: v * v for name, v in zip(names, x)}
    return table["a"] * table["c"] + np.sin(table["b"])


ANALYTIC = True
ARGS = (np.array([0.3, -1.2, 0.5]), "abc")
