import numpy as np


def f(x, n):
    state = (x,)
    for _ in range(n):
        state = (*state, np.sin(state[-1]))
    return np.sum(state[-1])


# ---------------------------------- message -----------------------------------------------------

# File "structure_changes_in_a_loop.py", line 6
#   for _ in range(n):
#   ^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a loop that changes the structure of `state` is not supported
# help: give what it becomes another name
