import numpy as np


def f(x, c):
    g = np.sin if c else np.cos
    return g(x)


# ---------------------------------- message -----------------------------------------------------

# File "callee_chosen_in_a_branch.py", line 6
#   return g(x)
#          ^^^^
# adcompile.UnsupportedSyntax: a call of a function that is only known at run time is not supported
# help: name it
