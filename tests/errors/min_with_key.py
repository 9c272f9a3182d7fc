# The smallest by a key.

import numpy as np


def f(x):
    v = min([a * a for a in x], key=lambda s: abs(s - 0.2))
    return np.sin(v)


# ---------------------------------- message -----------------------------------------------------

# File "min_with_key.py", line 7
#   v = min([a * a for a in x], key=lambda s: abs(s - 0.2))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: passing on `lambda`, which is defined inside, is not supported
# help: define it at the top of the module
