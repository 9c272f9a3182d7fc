def f(x):
    values = {v * v for v in x}
    return sum(values)


# ---------------------------------- message -----------------------------------------------------

# File "name_for_a_set.py", line 2
#   values = {v * v for v in x}
#            ^^^^^^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows through a comprehension, which is kept as it is written
# help: write it with `np.where`, or as separate statements
