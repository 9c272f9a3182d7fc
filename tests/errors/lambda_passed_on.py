import numpy as np


def f(x):
    return np.sum(np.apply_along_axis(lambda row: row * row, 0, x))


# ---------------------------------- message -----------------------------------------------------

# File "lambda_passed_on.py", line 5
#   return np.sum(np.apply_along_axis(lambda row: row * row, 0, x))
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: passing on `lambda`, which is defined inside, is not supported
# help: define it at the top of the module
