import numpy as np

TABLE = np.arange(4.0)


def f(x):
    part = TABLE[1:]
    part[0] = 2.0
    return np.sum(x * part)


# ---------------------------------- message -----------------------------------------------------

# File "write_into_a_global_under_another_name.py", line 8
#   part[0] = 2.0
#   ^^^^^^^
# adcompile.UnsupportedSyntax: `part`, which is not an argument, is changed in place
# help: take a copy first, `part = part.copy()`, or pass it as an argument
