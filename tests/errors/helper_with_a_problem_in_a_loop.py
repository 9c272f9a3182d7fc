import numpy as np


def helper(x):
    for k in range(3):
        x = x * k
        x.shape = (-1,)
    return x


def f(x):
    return np.sum(helper(x))


# ---------------------------------- message -----------------------------------------------------

# File "helper_with_a_problem_in_a_loop.py", line 7
#   x.shape = (-1,)
#   ^^^^^^^
# adcompile.UnsupportedSyntax: assignment to an attribute of what is only known at the call is not supported
# help: return the value instead; or specialise the derivative for an example
