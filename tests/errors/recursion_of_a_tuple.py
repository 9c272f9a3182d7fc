import numpy as np


def total(parts, n):
    a, b = parts
    if n == 0:
        return a * b
    return total((a * b, np.sin(b)), n - 1)


def f(x):
    return total((x, 2 * x), 2)


# ---------------------------------- message -----------------------------------------------------

# File "recursion_of_a_tuple.py", line 12
#   return total((x, 2 * x), 2)
#          ^^^^^^^^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a list or tuple that carries a derivative is passed to `total`, which is called by itself, as it calls itself
# help: pass its parts as arguments of their own, or an array
