import numpy as np


def f(x, m):
    return np.sum(x * x, where=m)


# ---------------------------------- message -----------------------------------------------------

# File "missing_rule_for_an_argument.py", line 5
#   return np.sum(x * x, where=m)
#          ^^^^^^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: the rule of `sum_` does not cover this call: got an unexpected keyword argument 'where'
# help: leave the argument away, or write a rule that has it, see docs/rules.md
