import numpy as np


def f(x):
    with np.errstate(all="ignore"):
        y = np.log(x)
    return y


# ---------------------------------- message -----------------------------------------------------

# File "with_statement.py", line 5
#   with np.errstate(all="ignore"):
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `with` statements are not supported
# help: open it outside the function
