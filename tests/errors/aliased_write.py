import numpy as np


def f(x):
    y = x * 2
    z = y
    y[0] = 0.0
    return np.sum(y * z)


# ---------------------------------- message -----------------------------------------------------

# File "aliased_write.py", line 7
#   y[0] = 0.0
#   ^^^^
# adcompile.UnsupportedSyntax: `y` is changed in place while `z`, which may share its memory, is still read
# help: make a copy first, `y = y.copy()`, or write `y = y + ...` instead of `+=`
