# `match` binds names: a tuple of a name and a number.

import numpy as np


def f(x, op):
    match op:
        case ("scale", k):
            y = k * x
        case ("power", n) if n > 1:
            y = x**n
        case _:
            y = x
    return np.sum(np.sin(y))


# ---------------------------------- message -----------------------------------------------------

# File "match_on_patterns.py", line 7
#   match op:
#   ^^^^^^^^^
# adcompile.UnsupportedSyntax: this pattern is not supported
# help: compare with `if` and take the parts by index
