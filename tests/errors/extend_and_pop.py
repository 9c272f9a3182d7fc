# A work list: taken from the end, added to.

import numpy as np


def f(x):
    todo = [x, x * x]
    s = 0.0
    while todo:
        v = todo.pop()
        s = s + np.sin(v)
        if v > 0.4:
            todo.append(v * 0.5)
    return s


# ---------------------------------- message -----------------------------------------------------

# File "extend_and_pop.py", line 10
#   v = todo.pop()
#       ^^^^^^^^^^
# adcompile.MissingRule: no derivative is known for `.pop`, which `todo` flows through
# help: write one, see docs/rules.md, or mark the argument with `stop_gradient`:
#     @rule(.pop)
#     def pop(x, *, out, g):
#         return ...
