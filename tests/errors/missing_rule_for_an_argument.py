import numpy as np


def f(x, w):
    return np.average(x * x, weights=w, returned=True)[0]


# ---------------------------------- message -----------------------------------------------------

# File "missing_rule_for_an_argument.py", line 5
#   return np.average(x * x, weights=w, returned=True)[0]
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: the rule of `average` does not cover this call: got an unexpected keyword argument 'returned'
# help: leave the argument away, or write a rule that has it, see docs/rules.md
