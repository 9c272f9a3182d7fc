import numpy as np


def f(x, y):
    np.exp(x, out=y)
    return np.sum(y)


# ---------------------------------- message -----------------------------------------------------

# File "missing_rule_for_out.py", line 5
#   np.exp(x, out=y)
#   ^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `out=` is not supported
# help: assign the result, `y = exp(...)`
