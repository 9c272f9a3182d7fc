import numpy as np


def f(x):
    y = np.sin(x)
    s = 0.0
    for k, v in enumerate(y):
        y[k] = 2 * v
        s = s + v * v
    return s


# ---------------------------------- message -----------------------------------------------------

# File "array_written_while_walked.py", line 8
#   y[k] = 2 * v
#   ^^^^
# adcompile.UnsupportedSyntax: `y` is changed in place while `y`, which may share its memory, is still read
# help: make a copy first, `y = y.copy()`, or write `y = y + ...` instead of `+=`
