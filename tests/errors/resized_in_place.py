import numpy as np


def f(x):
    y = np.ones(3)
    y.resize(5)
    return np.sum(x) * np.sum(y)


# ---------------------------------- message -----------------------------------------------------

# File "resized_in_place.py", line 6
#   y.resize(5)
#   ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `resize`, which changes its argument in place, is not supported
# help: write `x[index] = ...`, or make a new array
