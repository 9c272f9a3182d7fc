# A dict filled in a loop and read after it.

import numpy as np


def f(x, names):
    total = {}
    for name, v in zip(names, x):
        total[name] = total.get(name, 0.0) + v * v
    return total["a"] * total["b"]


# ---------------------------------- message -----------------------------------------------------

# File "dict_filled.py", line 9
#   total[name] = total.get(name, 0.0) + v * v
#                 ^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `.get()` of a dict is not supported
# help: build a new one instead
#
# File "dict_filled.py", line 10
#   return total["a"] * total["b"]
#          ^^^^^^^^^^
# adcompile.AdcompileError: the dict has no element 'a'
# help: correct the index
