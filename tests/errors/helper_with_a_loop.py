import numpy as np


def helper(x):
    for k in range(3):
        x = x * k
    return x


def f(x):
    return np.sum(helper(x))


# ---------------------------------- message -----------------------------------------------------

# File "helper_with_a_loop.py", line 5
#   for k in range(3):
#   ^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `for` loops are not supported
# help: write it with whole-array operations
