import numpy as np


def helper(x):
    for k in range(3):
        for v in {x, 2 * x}:
            x = x * v * k
    return x


def f(x):
    return np.sum(helper(x))


# ---------------------------------- message -----------------------------------------------------

# File "helper_with_a_problem_in_a_loop.py", line 6
#   for v in {x, 2 * x}:
#            ^^^^^^^^^^
# adcompile.UnsupportedSyntax: `Set` expressions are not supported
# help: write it without
