from itertools import accumulate

import numpy as np


def f(x):
    return np.sum(np.array(list(accumulate([x, 2.0]))))


# ---------------------------------- message -----------------------------------------------------

# File "derivative_through_a_list.py", line 7
#   return np.sum(np.array(list(accumulate([x, 2.0]))))
#                               ^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `itertools.accumulate`
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(itertools.accumulate)
#     def accumulate(iterable, *, out, g):
#         return ...
