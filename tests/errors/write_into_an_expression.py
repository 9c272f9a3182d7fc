import numpy as np


def f(x):
    y = x * 2
    y.T[0] = 0.0
    return np.sum(y)


# ---------------------------------- message -----------------------------------------------------

# File "write_into_an_expression.py", line 6
#   y.T[0] = 0.0
#   ^^^^^^
# adcompile.UnsupportedSyntax: a write through an expression is not supported
# help: give the array a name and write `name[index] = value`
