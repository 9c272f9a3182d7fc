# `else` runs if nothing was raised, `finally` always.

import numpy as np


def f(x, table, key):
    try:
        k = table[key]
    except KeyError:
        y = np.sin(x)
    else:
        y = k * x * x
    finally:
        n = len(table)
    return n * y


ANALYTIC = True
ARGS = (2.0, {"a": 3.0}, "a")
