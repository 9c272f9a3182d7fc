import numpy as np


def f(x, table, key):
    y = x * 1.0
    z = y
    try:
        y[0] = 2.0
        k = table[key]
    except KeyError:
        k = 1.0
    return np.sum(z) * k


# ---------------------------------- message -----------------------------------------------------

# File "try_half_done.py", line 8
#   y[0] = 2.0
#   ^^^^
# adcompile.UnsupportedSyntax: a `try` that changes `y` in place is not supported: when an exception is caught, it may or may not be done
# help: make new values in the `try`, and write them in an `else` clause or behind it
