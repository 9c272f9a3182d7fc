import numpy as np


def f(x):
    return np.array(sorted([x, 2.0]))[0]


# ---------------------------------- message -----------------------------------------------------

# File "derivative_through_a_list.py", line 5
#   return np.array(sorted([x, 2.0]))[0]
#                   ^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `sorted`
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(sorted)
#     def sorted(iterable, *, out, g):
#         return ...
