import numpy as np


def halve(x, n):
    if n == 0:
        return np.sum(x)
    x *= 0.5
    return halve(x, n - 1)


def f(x):
    return halve(x * 1.0, 2)


# ---------------------------------- message -----------------------------------------------------

# File "recursion_writes.py", line 5
#   if n == 0:
#      ^^^^^^
# adcompile.UnsupportedSyntax: `halve`, which calls itself, changes an argument in place
# help: let the function return the new array
