import numpy as np


def f(x):
    return np.sine(x)


# ---------------------------------- message -----------------------------------------------------

# File "unknown_attribute_of_a_module.py", line 5
#   return np.sine(x)
#          ^^^^^^^
# adcompile.AdcompileError: module 'numpy' has no attribute 'sine'
# help: check the spelling
