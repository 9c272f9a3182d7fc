# A dict of active values by inactive keys.

import numpy as np


def f(x, names):
    table = {name: v * v for name, v in zip(names, x)}
    return table["a"] * table["c"] + np.sin(table["b"])


# ---------------------------------- message -----------------------------------------------------

# File "dict_comprehension.py", line 7
#   table = {name: v * v for name, v in zip(names, x)}
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows through a comprehension, which is kept as it is written
# help: write it with `np.where`, or as separate statements
