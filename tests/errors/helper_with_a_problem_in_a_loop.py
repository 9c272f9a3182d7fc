import numpy as np


def helper(x):
    for k in range(3):
        square = lambda y: y * y  # noqa: E731
        x = square(x) * k
    return x


def f(x):
    return np.sum(helper(x))


# ---------------------------------- message -----------------------------------------------------

# File "helper_with_a_problem_in_a_loop.py", line 6
#   square = lambda y: y * y  # noqa: E731
#            ^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a `lambda` inside is not supported
# help: define the function outside
#
# File "helper_with_a_problem_in_a_loop.py", line 7
#   x = square(x) * k
#       ^^^^^^^^^
# adcompile.UnsupportedSyntax: a call of a function that is only known at run time is not supported
# help: name it
