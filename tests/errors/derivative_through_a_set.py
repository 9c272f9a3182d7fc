def f(x):
    return sum({v * v for v in x})


# ---------------------------------- message -----------------------------------------------------

# File "derivative_through_a_set.py", line 2
#   return sum({v * v for v in x})
#              ^^^^^^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows through a comprehension, which is kept as it is written
# help: write it with `np.where`, or as separate statements
