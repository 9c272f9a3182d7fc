import numpy as np


def f(x, n):
    y = x * 2
    last = y
    for i in range(n):
        y[0] = y[0] * y[1]
        y[1] = np.sum(last)
        last = y
    return np.sum(y * last)


# ---------------------------------- message -----------------------------------------------------

# File "alias_in_a_loop.py", line 8
#   y[0] = y[0] * y[1]
#   ^^^^
# adcompile.UnsupportedSyntax: `y` is changed in place while `last`, which may share its memory, is still read
# help: make a copy first, `y = y.copy()`, or write `y = y + ...` instead of `+=`
