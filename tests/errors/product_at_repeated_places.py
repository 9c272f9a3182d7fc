import numpy as np


def f(x):
    y = np.ones(3)
    np.multiply.at(y, [0, 0, 2], x)
    return np.sum(y)


# ---------------------------------- message -----------------------------------------------------

# File "product_at_repeated_places.py", line 6
#   np.multiply.at(y, [0, 0, 2], x)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `at`, which changes its argument in place, is not supported
# help: write `x[index] = ...`, or make a new array
