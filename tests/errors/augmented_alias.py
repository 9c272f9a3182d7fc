import numpy as np


def f(x):
    y = x * 2
    z = y
    y += 1
    return np.sum(y * z)


# ---------------------------------- message -----------------------------------------------------

# File "augmented_alias.py", line 7
#   y += 1
#   ^^^^^^
# adcompile.UnsupportedSyntax: `y` is changed in place while `z`, which may share its memory, is still read
# help: make a copy first, `y = y.copy()`, or write `y = y + ...` instead of `+=`
