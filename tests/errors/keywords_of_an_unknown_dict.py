import numpy as np


def f(x, options):
    return np.sum(x, **options)


# ---------------------------------- message -----------------------------------------------------

# File "keywords_of_an_unknown_dict.py", line 5
#   return np.sum(x, **options)
#          ^^^^^^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: `**` of a dict of unknown keys is not supported
# help: write the keywords out
