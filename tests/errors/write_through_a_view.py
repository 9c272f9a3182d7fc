import numpy as np


def f(x):
    y = x * 2
    z = y[1:]
    z[0] = 0.0
    return np.sum(y * z)


# ---------------------------------- message -----------------------------------------------------

# File "write_through_a_view.py", line 7
#   z[0] = 0.0
#   ^^^^
# adcompile.UnsupportedSyntax: `z` is changed in place while `y`, which may share its memory, is still read
# help: make a copy first, `z = z.copy()`, or write `z = z + ...` instead of `+=`
