import numpy as np

TABLE = np.zeros(3)


def f(x):
    TABLE[0] = x
    return x * x


# ---------------------------------- message -----------------------------------------------------

# File "write_to_a_global_array.py", line 7
#   TABLE[0] = x
#   ^^^^^^^^
# adcompile.UnsupportedSyntax: item assignment to this object is not supported
# help: build a new one instead
