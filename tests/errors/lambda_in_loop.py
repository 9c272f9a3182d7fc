# A lambda made in a loop sees the loop's value when it is called.

import numpy as np


def f(x, n):
    s = 0.0
    for i in range(n):
        scaled = lambda v: v * (i + 1)
        s = s + np.sin(scaled(x))
    return s * scaled(x)


# ---------------------------------- message -----------------------------------------------------

# File "lambda_in_loop.py", line 11
#   return s * scaled(x)
#              ^^^^^^^^^
# adcompile.UnsupportedSyntax: a call of a function that is only known at run time is not supported
# help: name it
