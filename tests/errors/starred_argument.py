import numpy as np


def f(x, shape):
    return np.sum(np.reshape(x, (*shape, 1)))


# ---------------------------------- message -----------------------------------------------------

# File "starred_argument.py", line 5
#   return np.sum(np.reshape(x, (*shape, 1)))
#                                ^^^^^^
# adcompile.UnsupportedSyntax: a starred value of unknown length is not supported
# help: write its elements out
